package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Commit;
import io.jenkins.plugins.deploymentworkflow.versioning.CommitMessage;
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
import java.util.Set;
import java.util.function.Predicate;

/** Release notes in the making: told one commit after the other, newest first, it keeps what will be in them. */
final class Draft {
    private final CodeHost host;
    private final Entries entries;
    private final PullRequests pullRequests;
    private final List<Noted> noted = new ArrayList<>();
    private int commits;

    Draft(CodeHost host, ReleaseSettings settings) {
        this.host = host;
        this.entries = new Entries(host, new References(host, settings.links()));
        this.pullRequests = new PullRequests(settings.branches());
    }

    private record Noted(boolean merge, List<Entry> entries, List<Upgrade> upgrades) {
        String hash() {
            return entries.get(0).hash();
        }
    }

    /** Merges say nothing, unless their message is a conventional one. */
    void add(Commit commit, CommitMessage message) {
        commits++;
        var via = pullRequests.of(commit);
        if (!commit.isMerge() || message.isConventional()) {
            noted.add(new Noted(commit.isMerge(), entries.of(commit, message, via), entries.upgrades(commit, message)));
        }
    }

    /**
     * The notes.
     *
     * @param at when the last commit was made
     * @param takenBack whether another commit took back the one of this hash
     */
    ReleaseNotes finish(Between between, Instant at, Predicate<String> takenBack) {
        noted.removeIf(one -> takenBack.test(one.hash()));
        Set<String> told = new HashSet<>();
        noted.stream().filter(one -> !one.merge()).forEach(one -> one.entries().forEach(each -> told.add(key(each))));
        noted.removeIf(one -> one.merge() && one.entries().stream().allMatch(each -> told.contains(key(each))));
        Map<Kind, List<Entry>> groups = new EnumMap<>(Kind.class);
        List<Upgrade> upgrades = new ArrayList<>();
        for (Noted one : noted) {
            one.entries()
                    .forEach(entry -> groups.computeIfAbsent(entry.kind(), kind -> new ArrayList<>())
                            .add(entry));
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
                groups.entrySet().stream()
                        .map(group -> new ReleaseNotes.Group(group.getKey(), group.getValue()))
                        .toList(),
                upgrades,
                contributors(),
                commits);
    }

    /** A merge and what it merged may say the same. */
    private static String key(Entry entry) {
        return entry.type() + ":" + entry.scope().orElse("") + ":" + CleanText.key(entry.description());
    }

    private List<Contributor> contributors() {
        Map<Author, Integer> changes = new LinkedHashMap<>();
        noted.forEach(one -> one.entries().get(0).authors().stream()
                .filter(author -> !author.isBot())
                .forEach(author -> changes.merge(author, 1, Integer::sum)));
        return changes.entrySet().stream()
                .map(each -> new Contributor(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingInt(Contributor::changes)
                        .reversed()
                        .thenComparing(contributor -> contributor.author().name()))
                .toList();
    }
}
