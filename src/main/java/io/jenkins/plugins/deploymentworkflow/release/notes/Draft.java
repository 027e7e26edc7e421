package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Commit;
import io.jenkins.plugins.deploymentworkflow.release.next.Node;
import io.jenkins.plugins.deploymentworkflow.release.next.Reverts;
import io.jenkins.plugins.deploymentworkflow.versioning.CommitMessage;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Release notes in the making: told one commit after the other, newest first, it keeps what will be in them. */
final class Draft {
    private static final String SETS_THE_VERSION = "Set the version to ";

    private final CodeHost host;
    private final Entries entries;
    private final PullRequests pullRequests;
    private final List<Noted> noted = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    Draft(CodeHost host, ReleaseSettings settings) {
        this.host = host;
        this.entries = new Entries(host, new References(host, settings.links()));
        this.pullRequests = new PullRequests(settings.branches());
    }

    private record Noted(Node node, List<Entry> entries, List<Upgrade> upgrades) {
        boolean isMerge() {
            return node.isMerge();
        }
    }

    /** Merges say nothing, unless their message is a conventional one; neither does what a release itself commits. */
    void add(Commit commit, CommitMessage message) {
        Node node = Node.of(commit, message);
        nodes.add(node);
        Optional<String> via = pullRequests.of(commit);
        if ((!commit.isMerge() || message.isConventional()) && !isOfRelease(commit)) {
            noted.add(new Noted(node, entries.of(commit, message, via), entries.upgrades(commit, message)));
        }
    }

    private static boolean isOfRelease(Commit commit) {
        String text = commit.message().strip();
        return text.startsWith(SETS_THE_VERSION)
                && SemanticVersion.parse(text.substring(SETS_THE_VERSION.length()))
                        .isPresent();
    }

    /**
     * The notes. What was taken back is not in them, and neither is what took it back.
     *
     * @param at when the last commit was made
     */
    ReleaseNotes finish(Between between, Instant at) {
        Reverts reverts = Reverts.among(nodes);
        noted.removeIf(one -> isUndone(one.node(), reverts));
        leaveOutMergesThatRepeat();
        Map<Kind, List<Entry>> groups = new EnumMap<>(Kind.class);
        List<Upgrade> upgrades = new ArrayList<>();
        for (Noted one : noted) {
            for (Entry entry : one.entries()) {
                groups.computeIfAbsent(entry.kind(), kind -> new ArrayList<>()).add(entry);
            }
            upgrades.addAll(one.upgrades());
        }
        return new ReleaseNotes(
                between.version(),
                between.tag(),
                LocalDate.ofInstant(at, ZoneOffset.UTC),
                between.to(),
                between.previousVersion(),
                between.previousTag(),
                between.oldName().flatMap(old -> host.compare(old, between.newName())),
                between.tag().flatMap(host::release),
                host.compare(between.newName(), "HEAD"),
                groups.entrySet().stream()
                        .map(group -> new ReleaseNotes.Group(group.getKey(), group.getValue()))
                        .toList(),
                upgrades,
                contributors(),
                nodes.size());
    }

    private static boolean isUndone(Node node, Reverts reverts) {
        return reverts.isTakenBack(node) || node.reverted().isPresent() && !reverts.takesBackWhatWasReleased(node);
    }

    private void leaveOutMergesThatRepeat() {
        Set<String> asked = new HashSet<>();
        noted.stream()
                .filter(Noted::isMerge)
                .forEach(one -> one.entries().forEach(each -> asked.add(CleanText.key(each.description()))));
        if (asked.isEmpty()) {
            return;
        }
        Set<String> told = new HashSet<>();
        for (Noted one : noted) {
            for (Entry each : one.isMerge() ? List.<Entry>of() : one.entries()) {
                if (asked.contains(CleanText.key(each.description()))) {
                    told.add(key(each));
                }
            }
        }
        noted.removeIf(one -> one.isMerge() && one.entries().stream().allMatch(each -> told.contains(key(each))));
    }

    /** A merge and what it merged may say the same. */
    private static String key(Entry entry) {
        return entry.type() + ":" + entry.scope().orElse("") + ":" + CleanText.key(entry.description());
    }

    private List<Contributor> contributors() {
        Map<Author, Integer> changes = new LinkedHashMap<>();
        for (Noted one : noted) {
            for (Author author : one.entries().get(0).authors()) {
                if (!author.isBot()) {
                    changes.merge(author, 1, Integer::sum);
                }
            }
        }
        return changes.entrySet().stream()
                .map(each -> new Contributor(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingInt(Contributor::changes)
                        .reversed()
                        .thenComparing(contributor -> contributor.author().name()))
                .toList();
    }
}
