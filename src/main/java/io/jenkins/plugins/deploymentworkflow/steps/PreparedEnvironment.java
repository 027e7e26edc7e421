package io.jenkins.plugins.deploymentworkflow.steps;

import io.jenkins.plugins.deploymentworkflow.environment.Environment;
import io.jenkins.plugins.deploymentworkflow.runtime.AgentFiles;
import io.jenkins.plugins.deploymentworkflow.runtime.EnvironmentWorkplace;
import io.jenkins.plugins.deploymentworkflow.runtime.Workplace;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an environment's file says, for the steps that follow. */
public final class PreparedEnvironment {
    private PreparedEnvironment() {}

    /** The environment as its file in the workspace describes it now. */
    public static Environment of(String name, String application, Workplace at)
            throws IOException, InterruptedException {
        Workplace bound = new EnvironmentWorkplace(at, application, name);
        return at.use((directory, launcher) ->
                new AgentFiles(directory).environment(name).resolve(bound.variables()));
    }

    /** Its variables, without what is secret. */
    public static Map<String, String> open(Environment environment) {
        Map<String, String> variables = new LinkedHashMap<>(environment.values());
        variables.keySet().removeAll(environment.secretValueNames());
        return variables;
    }
}
