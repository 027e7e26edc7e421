package io.jenkins.plugins.deploymentworkflow.freestyle;

import hudson.EnvVars;
import hudson.model.EnvironmentContributingAction;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.util.Map;
import java.util.TreeMap;

/** Gives what a prepared environment's file says to the build steps that follow. */
public class PreparedAction extends InvisibleAction implements EnvironmentContributingAction {
    private final TreeMap<String, String> variables;

    /** @param variables without secrets, for they are kept with the build */
    PreparedAction(Map<String, String> variables) {
        this.variables = new TreeMap<>(variables);
    }

    @Override
    public void buildEnvironment(Run<?, ?> run, EnvVars environment) {
        environment.overrideAll(variables);
    }
}
