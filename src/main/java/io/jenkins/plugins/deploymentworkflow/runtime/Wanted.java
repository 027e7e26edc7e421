package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import io.jenkins.plugins.deploymentworkflow.environment.EnvironmentFile;
import io.jenkins.plugins.deploymentworkflow.global.BuildRights;
import io.jenkins.plugins.deploymentworkflow.global.ConfiguredEnvironments;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Artifact;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.operation.OperationRequest;
import io.jenkins.plugins.deploymentworkflow.operation.Overriding;
import io.jenkins.plugins.deploymentworkflow.release.current.ChosenVersion;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a build asks for, as the parameters of its step say it.
 *
 * @param environment the name of its file
 * @param application empty for what the file says, or else the job's name
 * @param version {@code auto} for what is checked out; empty where the operation needs none
 * @param artifact a path or a pattern below the workspace, with {@code {{version}}} for the version; empty for none
 * @param strategy empty for what the file says, or else is configured
 * @param strategyOptions what differs from the file's tuning of it
 * @param override why guards are to be gone past; empty when they are kept
 */
public record Wanted(
        Operation operation,
        String environment,
        String application,
        String version,
        String artifact,
        String strategy,
        Map<String, Object> strategyOptions,
        String override) {

    /** With the build's variables filled in, as freestyle jobs do it: {@code $VERSION} and {@code ${VERSION}}. */
    public Wanted expanded(EnvVars variables) {
        Map<String, Object> options = new LinkedHashMap<>();
        strategyOptions.forEach((name, value) -> options.put(name, variables.expand(String.valueOf(value))));
        return new Wanted(
                operation,
                variables.expand(environment),
                variables.expand(application),
                variables.expand(version),
                variables.expand(artifact),
                variables.expand(strategy),
                options,
                variables.expand(override));
    }

    /**
     * With what the workspace has: the environment file as it is now, and the artifact.
     *
     * @throws io.jenkins.plugins.deploymentworkflow.operation.Refused when whoever started the build may not do this
     */
    OperationRequest request(Workplace.OfBuild at, String deployment) throws IOException, InterruptedException {
        Run<?, ?> run = at.run();
        BuildRights.check(run, at.identity(), operation);
        Optional<Event.Override> overriding = override.isBlank()
                ? Optional.empty()
                : Optional.of(Overriding.of(BuildRights.override(run, at.identity()), override, "override"));
        EnvVars variables = at.environment();
        return at.use((directory, launcher) -> {
            AgentFiles files = new AgentFiles(directory);
            EnvironmentFile file = files.environment(environment);
            ChosenVersion chosen = version(directory, variables);
            for (String line : chosen.why()) {
                at.log().getLogger().println(line);
            }
            Optional<Artifact> found = artifact.isEmpty()
                    ? Optional.empty()
                    : Optional.of(files.artifact(artifact.replace("{{version}}", chosen.version())));
            String named = application.isEmpty() ? BuildOrigin.application(run, variables) : application;
            return new OperationRequest(
                    operation,
                    file,
                    new EnvironmentWorkplace(at, file.said("application").orElse(named), environment).variables(),
                    named,
                    chosen.version(),
                    strategy.isEmpty()
                                    && !file.said("deployment", "strategy", "use")
                                            .isPresent()
                            ? ConfiguredEnvironments.of(run.getParent()).strategy()
                            : strategy,
                    strategyOptions,
                    found,
                    BuildOrigin.of(run, variables, directory),
                    deployment,
                    chosen.against(),
                    overriding);
        });
    }

    /** Until the deployment is in the ledger nothing has begun, and from then on its version is what that says. */
    private ChosenVersion version(FilePath directory, EnvVars variables) throws IOException, InterruptedException {
        return operation.purpose().isPresent()
                ? AgentVersion.of(directory, version, operation.purpose().get(), variables)
                : new ChosenVersion(version, List.of(), List.of());
    }
}
