package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import io.jenkins.plugins.deploymentworkflow.release.next.Release;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.Optional;

/**
 * What serves in an environment, found in the repository.
 *
 * @param tag of its version, when that is a tag of this commit
 */
record Deployed(Serving serving, String commit, Optional<String> tag) {
    /** @throws ConfigurationException when its commit is not known or not there */
    static Deployed of(Places places, Serving serving) throws InterruptedException {
        Optional<Release> release = SemanticVersion.parse(serving.version()).flatMap(places::release);
        String commit = commit(places, serving, release);
        return new Deployed(
                serving,
                commit,
                release.filter(one -> one.tag().commit().equals(commit))
                        .map(one -> one.tag().name()));
    }

    private static String commit(Places places, Serving serving, Optional<Release> release)
            throws InterruptedException {
        if (serving.commit().isPresent()) {
            Optional<String> deployed = places.find(serving.commit().get());
            if (deployed.isPresent()) {
                return deployed.get();
            }
        }
        return release.map(one -> one.tag().commit())
                .orElseThrow(() -> new ConfigurationException(new Problem(
                        "",
                        0,
                        serving.environment(),
                        serving.commit()
                                        .map(commit -> "the commit " + commit + " that " + serving.version()
                                                + " was deployed from is not in this repository")
                                        .orElse("the ledger does not say from which commit " + serving.version()
                                                + " was deployed")
                                + ", and no tag is of this version. Fetch what is missing: git fetch --tags")));
    }

    /** The changes count from this. */
    Between first(Between between) {
        return new Between(
                between.version(),
                between.tag(),
                Optional.of(serving.version()),
                tag,
                Optional.of(commit),
                between.to());
    }

    /** They count up to this. */
    Between last(Between between) {
        return new Between(
                Optional.of(serving.version()),
                tag,
                between.previousVersion(),
                between.previousTag(),
                between.from(),
                commit);
    }
}
