package io.jenkins.plugins.deploymentworkflow.runtime;

import java.util.Map;

/** The commands that a step has begun, by handle; they are kept with the step. */
public interface KeptCommands {
    /** Safe for use by several threads. */
    Map<String, AgentCommand> commands();

    /** Writes the step down, with its commands. */
    void save();
}
