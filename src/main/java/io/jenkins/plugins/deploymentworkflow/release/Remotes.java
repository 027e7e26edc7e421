package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import java.util.List;
import java.util.Optional;

/** Whether there is the remote that the configuration names. */
final class Remotes {
    private Remotes() {}

    /**
     * The settings as this clone can follow them: without any remote, nothing is pushed.
     *
     * @throws ReleaseRefused when there are remotes, but not the one that is named
     */
    static ReleaseSettings settled(Git git, ReleaseSettings settings) throws InterruptedException {
        List<String> remotes = git.run("remote").lines();
        if (!settings.push() || remotes.contains(settings.remote())) {
            return settings;
        }
        if (remotes.isEmpty()) {
            return new Options(
                            Optional.empty(), Optional.of(false), Optional.empty(), Optional.empty(), Optional.empty())
                    .over(settings);
        }
        throw new ReleaseRefused("there is no remote " + settings.remote() + ", but " + Words.list(remotes)
                + ". Name one in config/release.yaml (remote: …), or push nothing: --no-push");
    }
}
