package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import java.util.Optional;

/**
 * What one command does otherwise than {@code config/release.yaml} says; empty for what that says.
 *
 * @param version which version; empty when there is only one that can be meant
 */
public record Options(
        Optional<String> version,
        Optional<Boolean> push,
        Optional<Boolean> atomic,
        Optional<Boolean> sign,
        Optional<Boolean> pullRequests) {
    public static final Options NONE =
            new Options(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Options withVersion(String one) {
        return new Options(Optional.of(one), push, atomic, sign, pullRequests);
    }

    ReleaseSettings over(ReleaseSettings settings) {
        return new ReleaseSettings(
                settings.branches(),
                new ReleaseSettings.Tags(settings.tags().prefix(), sign.or(settings.tags()::sign)),
                settings.remote(),
                push.orElse(settings.push()),
                atomic.orElse(settings.atomic()),
                pullRequests.orElse(settings.pullRequests()),
                settings.versionFiles(),
                settings.development(),
                settings.links());
    }
}
