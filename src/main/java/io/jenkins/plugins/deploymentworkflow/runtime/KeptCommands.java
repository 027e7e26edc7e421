package io.jenkins.plugins.deploymentworkflow.runtime;

import java.io.IOException;
import java.util.Map;

/** The commands that a course has begun, by handle; they are kept over a restart of the controller. */
public interface KeptCommands {
    /** Safe for use by several threads. */
    Map<String, AgentCommand> commands();

    /** Writes them down. */
    void save();

    /** Removes what the agent keeps of them; nothing of them is needed any more. */
    default void cleanUp(Workplace at) {
        try {
            at.use((directory, launcher) -> {
                for (AgentCommand command : commands().values()) {
                    command.cleanUp(directory);
                }
                return null;
            });
        } catch (IOException | RuntimeException e) {
            // The agent is away; its own clean-up of temporary directories sees to it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
