package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.EnvVars;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Run;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Tells which of a build's variables are secret. */
public final class BuildVariables {
    private BuildVariables() {}

    /**
     * Secret are those that the build binds as such, the parameters that Jenkins holds for secret, and the variables
     * whose name says so.
     */
    public static Variables of(Run<?, ?> run, EnvVars environment, Collection<String> bound) {
        Set<String> secret = new HashSet<>(bound);
        environment.keySet().stream()
                .filter(Variables.ofProcess(environment)::isSecret)
                .forEach(secret::add);
        ParametersAction parameters = run.getAction(ParametersAction.class);
        if (parameters != null) {
            parameters.getParameters().stream()
                    .filter(ParameterValue::isSensitive)
                    .map(ParameterValue::getName)
                    .forEach(secret::add);
        }
        return Variables.of(environment, secret);
    }
}
