package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.EnvVars;
import hudson.model.TaskListener;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import io.jenkins.plugins.deploymentworkflow.global.BoundVariables;
import io.jenkins.plugins.deploymentworkflow.global.KnownEnvironments;
import java.io.IOException;

/** A workplace with what is bound to one environment; what the workplace has itself goes before. */
public record EnvironmentWorkplace(Workplace at, String application, String environmentName) implements Workplace {
    @Override
    public <T> T use(Use<T> use) throws IOException, InterruptedException {
        return at.use(use);
    }

    @Override
    public EnvVars environment() throws IOException, InterruptedException {
        EnvVars environment = at.environment();
        bound().values().forEach(environment::putIfAbsent);
        return environment;
    }

    @Override
    public Variables variables() throws IOException, InterruptedException {
        return BoundVariables.behind(at.variables(), bound());
    }

    private KnownEnvironments.Bindings bound() throws IOException, InterruptedException {
        return at.bound(application, environmentName);
    }

    @Override
    public TaskListener log() throws IOException, InterruptedException {
        return at.log();
    }

    @Override
    public String actor() throws IOException, InterruptedException {
        return at.actor();
    }
}
