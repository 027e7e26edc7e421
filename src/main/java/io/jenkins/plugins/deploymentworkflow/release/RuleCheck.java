package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.Tag;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for breaches of the branch rules in what is here: branches of the clone and what was seen of the remote. Of the
 * history only what came since the last release counts, and of each branch a bounded number of commits.
 */
final class RuleCheck {
    private static final String MOST_COMMITS = "--max-count=5000";
    private static final int MOST_BRANCHES = 200;

    private final Site site;
    private final Git git;
    private final ReleaseSettings.Branches names;
    private final BranchRules rules;
    private final List<Violation> found = new ArrayList<>();
    private final Map<String, String> branches = new LinkedHashMap<>();

    private RuleCheck(Site site) {
        this.site = site;
        this.git = site.git();
        this.names = site.branches();
        this.rules = new BranchRules(site.settings());
    }

    /** @param branch empty for all */
    static List<Violation> of(Site site, Optional<String> branch) throws InterruptedException {
        RuleCheck check = new RuleCheck(site);
        check.readBranches();
        check.require(List.of(check.names.main(), check.names.develop()));
        branch.ifPresent(one -> check.require(List.of(one)));
        if (site.repository().isShallow()) {
            throw new ReleaseRefused(
                    "this clone is shallow: where branches left each other is cut off. Get the rest: git"
                            + " fetch --unshallow");
        }
        check.mainAndTags();
        check.open();
        return check.found.stream()
                .filter(violation -> branch.isEmpty() || branch.get().equals(violation.branch()))
                .toList();
    }

    private void readBranches() throws InterruptedException {
        String seen = "refs/remotes/" + site.settings().remote() + "/";
        site.repository().refs(seen).forEach((ref, commit) -> branches.put(ref.substring(seen.length()), commit));
        branches.remove("HEAD");
        site.repository()
                .refs("refs/heads/")
                .forEach((ref, commit) -> branches.put(ref.substring("refs/heads/".length()), commit));
    }

    private void require(List<String> needed) {
        for (String name : needed) {
            if (!branches.containsKey(name)) {
                throw new ReleaseRefused("there is no branch " + Words.plain(name)
                        + ". Name the branches in config/release.yaml, or fetch them: git fetch "
                        + site.settings().remote());
            }
        }
    }

    private record Released(Tag tag, SemanticVersion version) {}

    private List<Released> released() throws InterruptedException {
        String prefix = site.settings().tags().prefix();
        List<Released> released = new ArrayList<>();
        for (Tag tag : site.repository().tags()) {
            if (tag.name().startsWith(prefix)) {
                SemanticVersion.parse(tag.name().substring(prefix.length()))
                        .ifPresent(version -> released.add(new Released(tag, version)));
            }
        }
        released.sort((a, b) -> b.version().compareTo(a.version()));
        return released;
    }

    private void mainAndTags() throws InterruptedException {
        String main = branches.get(names.main());
        List<Released> all = released();
        Set<String> onMain = new HashSet<>();
        site.repository().tagsMerged(main).forEach(tag -> onMain.add(tag.name()));
        Optional<Released> last = all.stream()
                .filter(one -> !one.version().isPrerelease()
                        && onMain.contains(one.tag().name()))
                .findFirst();
        Set<String> finals = new HashSet<>();
        all.stream()
                .filter(one -> !one.version().isPrerelease())
                .forEach(one -> finals.add(one.tag().commit()));
        if (site.settings().pullRequests()) {
            finals.addAll(merged(main));
        }
        Set<String> line = new HashSet<>();
        last.ifPresent(one -> line.add(one.tag().commit()));
        for (String row : sinceLast(main, last)) {
            String[] fields = row.split(" ", 3);
            int parents = fields[1].isEmpty() ? 0 : fields[1].split(",").length;
            line.add(fields[0]);
            rules.onMain(fields[0], parents, fields.length < 3 ? "" : fields[2], finals.contains(fields[0]))
                    .ifPresent(found::add);
        }
        for (Released one : all) {
            boolean here = onMain.contains(one.tag().name());
            boolean old = last.isPresent() && one.version().compareTo(last.get().version()) < 0;
            if (one.version().isPrerelease() && line.contains(one.tag().commit())) {
                rules.against(one.version(), names.main()).ifPresent(found::add);
            } else if (!one.version().isPrerelease() && !here && !old) {
                found.add(new Violation(
                        "tags-are-on-main",
                        names.main(),
                        "the tag " + one.tag().name() + " is not on " + names.main(),
                        "finish the release of it; a wrong tag is deleted with git tag -d "
                                + one.tag().name()));
            }
        }
        returned(main);
    }

    /** The commits of main that are releases which are merged, but not tagged yet. */
    private Set<String> merged(String main) throws InterruptedException {
        Set<String> merged = new HashSet<>();
        for (Map.Entry<String, String> branch : branches.entrySet()) {
            if (branch.getKey().startsWith(names.release()) || branch.getKey().startsWith(names.hotfix())) {
                merged.addAll(new Landing(site).of(branch.getValue(), main));
            }
        }
        return merged;
    }

    /** Commits of main itself: hash, parents with commas, subject. */
    private List<String> sinceLast(String main, Optional<Released> last) throws InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("log", "--first-parent", MOST_COMMITS, "-z", "--format=%H%x01%P%x01%s", main));
        last.ifPresent(one -> arguments.add("^" + one.tag().commit()));
        arguments.add("--");
        String text = git.run(arguments, "").text();
        List<String> rows = new ArrayList<>();
        for (String row : text.split("\0")) {
            if (!row.isEmpty()) {
                String[] fields = row.split("\u0001", 3);
                rows.add(fields[0] + " " + fields[1].replace(' ', ',') + " " + fields[2]);
            }
        }
        return rows;
    }

    /** What is on main must be on develop, or on its way there: with a release that is open, or by a pull request. */
    private void returned(String main) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "for-each-ref",
                "--format=%(refname:strip=2)",
                "--merged=" + main,
                "--no-merged=" + branches.get(names.develop())));
        branches.forEach((branch, commit) -> {
            if (branch.startsWith(names.release()) || branch.startsWith(BackMerge.PREFIX)) {
                arguments.add("--no-merged=" + commit);
            }
        });
        arguments.add("refs/tags/" + site.settings().tags().prefix() + "*");
        for (String tag : git.run(arguments, "").lines()) {
            if (SemanticVersion.isValid(
                    tag.substring(site.settings().tags().prefix().length()))) {
                found.add(new Violation(
                        "releases-return",
                        names.develop(),
                        tag + " is on " + names.main() + ", but was not merged back to " + names.develop(),
                        "git switch " + names.develop() + " && git merge --no-ff " + tag));
            }
        }
    }

    private void open() throws InterruptedException {
        Set<String> main = chain(branches.get(names.main()));
        Set<String> develop = chain(branches.get(names.develop()));
        List<String> open = branches.keySet().stream()
                .filter(one -> rules.origin(one).isPresent())
                .toList();
        for (Kind kind : Kind.values()) {
            List<String> ofKind = open.stream()
                    .filter(branch -> branch.startsWith(kind.prefix(names)))
                    .toList();
            if (ofKind.size() > 1) {
                found.add(new Violation(
                        "one-at-a-time",
                        ofKind.get(1),
                        "several are open: " + Words.list(ofKind),
                        "finish one before the next is begun"));
            }
            ofKind.stream()
                    .flatMap(branch -> rules.againstName(branch).stream())
                    .forEach(found::add);
        }
        for (String branch : open.subList(0, Math.min(open.size(), MOST_BRANCHES))) {
            rules.leaving(branch, meets(branches.get(branch), main, develop)).ifPresent(found::add);
        }
    }

    private Set<String> chain(String commit) throws InterruptedException {
        return new LinkedHashSet<>(
                git.run("rev-list", "--first-parent", MOST_COMMITS, commit).lines());
    }

    private List<String> meets(String tip, Set<String> main, Set<String> develop) throws InterruptedException {
        for (String commit : chain(tip)) {
            boolean onMain = main.contains(commit);
            boolean onDevelop = develop.contains(commit);
            if (onMain || onDevelop) {
                return onMain && onDevelop
                        ? List.of(names.main(), names.develop())
                        : List.of(onMain ? names.main() : names.develop());
            }
        }
        return List.of();
    }
}
