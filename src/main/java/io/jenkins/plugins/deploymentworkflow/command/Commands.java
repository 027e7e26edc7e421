package io.jenkins.plugins.deploymentworkflow.command;

/**
 * Runs commands where the deployment's files are: on the agent in Jenkins, in the working directory for the tool.
 * Never blocks. A command goes on when the process that started it dies, and is found again by its handle.
 */
public interface Commands {
    /**
     * Begins to run it and returns at once; a failure to begin shows at the next {@link #poll}. Starting a handle again
     * changes nothing.
     */
    void start(String handle, Command command);

    /** How it is; returns at once. */
    CommandStatus poll(String handle);

    /** Stops it with everything it started; returns at once, and {@link #poll} shows when it has ended. */
    void cancel(String handle);
}
