package io.jenkins.plugins.deploymentworkflow.release.current;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseFile;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.GitException;
import io.jenkins.plugins.deploymentworkflow.git.Head;
import io.jenkins.plugins.deploymentworkflow.git.Range;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.git.Tag;
import io.jenkins.plugins.deploymentworkflow.release.BranchRules;
import io.jenkins.plugins.deploymentworkflow.release.next.Release;
import io.jenkins.plugins.deploymentworkflow.release.next.ShallowHistory;
import io.jenkins.plugins.deploymentworkflow.release.next.TagNames;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is checked out in a directory, and what its repository knows about it.
 *
 * @param commit its hash
 * @param variables of the build
 * @param branches the last commits of branches by their full names, here and, as they were seen last, at the remote
 * @param releases all versions that tags name, the highest first
 */
record CheckedOut(
        Repository repository,
        ReleaseSettings settings,
        TagNames names,
        Head head,
        String commit,
        Map<String, String> variables,
        Map<String, String> branches,
        List<Release> releases) {
    private static final String LOCAL = "refs/heads/";

    /**
     * @throws GitException when nothing is checked out there, with the way out
     * @throws io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException when {@code config/release.yaml}
     *     is wrong
     */
    static CheckedOut in(Git git, Map<String, String> variables) throws InterruptedException {
        Repository repository = Repository.discover(git);
        if (repository.isBare()) {
            throw new GitException(git.directory() + " is a bare repository; expected a clone with files checked out");
        }
        Head head = repository.head();
        String commit = head.commit()
                .orElseThrow(() -> new GitException(
                        "the repository in " + git.directory() + " has no commit yet; make the first one"));
        // A directory may lie inside of a repository that has nothing to do with it.
        if (!git.run("rev-parse", "--verify", "--quiet", "HEAD:./").succeeded()) {
            throw new GitException(git.directory() + " is no repository, and no part of what is checked out in "
                    + repository.workTree() + " around it; check out the project, or say the version");
        }
        ReleaseSettings settings = ReleaseFile.in(repository.workTree());
        TagNames names = TagNames.of(settings);
        Map<String, String> branches = new LinkedHashMap<>(repository.refs(LOCAL));
        branches.putAll(repository.refs(remotes(settings)));
        return new CheckedOut(
                repository,
                settings,
                names,
                head,
                commit,
                Map.copyOf(variables),
                branches,
                Release.among(repository.tags(), names));
    }

    BranchRules rules() {
        return new BranchRules(settings);
    }

    String main() {
        return settings.branches().main();
    }

    /** Enough of a hash to know it by. */
    static String brief(String hash) {
        return hash.substring(0, 10);
    }

    String brief() {
        return brief(commit);
    }

    private static String remotes(ReleaseSettings settings) {
        return "refs/remotes/" + settings.remote() + "/";
    }

    /** The name of the branch that a full name is of, here or at the remote; empty for what is none. */
    Optional<String> branch(String ref) {
        for (String prefix : prefixes()) {
            if (ref.startsWith(prefix)) {
                String name = ref.substring(prefix.length());
                return name.equals("HEAD") ? Optional.empty() : Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** What full names of branches begin with. */
    List<String> prefixes() {
        return List.of(LOCAL, remotes(settings));
    }

    /** The last commits of a branch: here, at the remote; none where there is no such branch. */
    private List<String> tips(String branch) {
        return prefixes().stream()
                .map(prefix -> branches.get(prefix + branch))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether this branch, here or at the remote, has the commit; false also where there is no such branch. */
    boolean has(String branch, String wanted) throws InterruptedException {
        for (String tip : tips(branch)) {
            if (repository.isAncestor(wanted, tip)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether main has a commit; empty where no main is known here.
     *
     * @throws ShallowHistory when what is cut off may have it
     */
    Optional<Boolean> isOnMain(String wanted) throws InterruptedException {
        if (tips(main()).isEmpty()) {
            return Optional.empty();
        }
        boolean has = has(main(), wanted);
        if (!has && repository.isShallow()) {
            throw new ShallowHistory(
                    "the commit " + brief(wanted) + " on " + main(), "it cannot be told whether it is a release");
        }
        return Optional.of(has);
    }

    /**
     * Whether a commit is one of main itself since the last release, that release included, and did not come to it by a
     * merge.
     */
    boolean isOfMainItself(String wanted) throws InterruptedException {
        for (String tip : tips(main())) {
            if (line(tip).contains(wanted)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> line(String tip) throws InterruptedException {
        Optional<Tag> last = Release.among(repository.tagsMerged(tip), names).stream()
                .filter(one -> !one.version().isPrerelease())
                .map(Release::tag)
                .findFirst();
        Range range = last.map(tag -> Range.to(tip).since(tag.commit())).orElseGet(() -> Range.to(tip));
        Set<String> line = new HashSet<>(repository.history().firstParents(range));
        last.ifPresent(tag -> line.add(tag.commit()));
        return line;
    }
}
