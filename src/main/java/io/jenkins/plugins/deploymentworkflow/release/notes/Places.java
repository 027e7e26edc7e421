package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import io.jenkins.plugins.deploymentworkflow.git.GitException;
import io.jenkins.plugins.deploymentworkflow.git.GitResult;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.release.next.Release;
import io.jenkins.plugins.deploymentworkflow.release.next.TagNames;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.List;
import java.util.Optional;

/** The commits of a repository that people have names for. */
final class Places {
    /** So many releases are asked for one by one whether they led here; then git looks for all that did. */
    private static final int ASKED = 3;

    private final Repository repository;
    private final TagNames names;
    private final List<Release> releases;

    Places(Repository repository, TagNames names) throws InterruptedException {
        this.repository = repository;
        this.names = names;
        this.releases = Release.among(repository.tags(), names);
    }

    /** What is checked out. */
    String head() throws InterruptedException {
        return repository
                .tip()
                .orElseThrow(() ->
                        new GitException("the repository in " + repository.git().directory()
                                + " has no commit yet, so there is nothing to tell. Make the first commit."));
    }

    /**
     * The commit of a name: a tag, a branch, a hash, or a version that a tag is of.
     *
     * @param key what it was given as, for messages
     * @throws ConfigurationException when there is none
     */
    String commit(String key, String name) throws InterruptedException {
        Optional<String> found = find(name);
        if (found.isEmpty()) {
            String shown = CleanText.line(name, 100);
            throw new ConfigurationException(new Problem(
                    "",
                    0,
                    key,
                    "expected a tag, a version, a branch or a commit of the repository in "
                            + repository.git().directory() + ", found '" + shown
                            + "', which is none. If it is on the remote: git fetch --tags"));
        }
        return found.get();
    }

    Optional<String> find(String name) throws InterruptedException {
        GitResult found =
                repository.git().run("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
        return found.succeeded()
                ? Optional.of(found.text())
                : SemanticVersion.parse(name)
                        .flatMap(this::release)
                        .map(one -> one.tag().commit());
    }

    Optional<Release> release(SemanticVersion version) {
        return releases.stream().filter(one -> one.version().equals(version)).findFirst();
    }

    /** The release that this commit is, the highest one when it is several. */
    Optional<Release> at(String commit) {
        return releases.stream()
                .filter(one -> one.tag().commit().equals(commit))
                .findFirst();
    }

    /**
     * The releases that may be the last one before, the highest first: whether they led here is not asked.
     *
     * @param version of which they are before; then a pre-release comes after an earlier pre-release as well
     */
    List<Release> earlier(Optional<SemanticVersion> version, String commit) {
        boolean prerelease = version.filter(SemanticVersion::isPrerelease).isPresent();
        return releases.stream()
                .filter(one -> prerelease || !one.version().isPrerelease())
                .filter(one -> !one.tag().commit().equals(commit))
                .filter(one -> version.isEmpty() || one.version().compareTo(version.get()) < 0)
                .toList();
    }

    /** The first of these releases that led to a commit. */
    Optional<Release> last(List<Release> earlier, String commit) throws InterruptedException {
        for (Release one : earlier.subList(0, Math.min(ASKED, earlier.size()))) {
            if (repository.isAncestor(one.tag().commit(), commit)) {
                return Optional.of(one);
            }
        }
        if (earlier.size() <= ASKED) {
            return Optional.empty();
        }
        List<Release> led = Release.among(repository.tagsMerged(commit), names);
        return earlier.stream().filter(led::contains).findFirst();
    }
}
