package io.jenkins.plugins.deploymentworkflow.command;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * One of the user's own commands, ready to run.
 *
 * @param name what messages call it, for example {@code deployment.target.script.deploy}
 * @param text a POSIX shell line; references to secrets are left to the shell
 * @param environment added to what the runner provides; may hold secrets, so it is never printed
 * @param timeout the longest it may run; then it is stopped, children included
 */
public record Command(String name, String text, Map<String, String> environment, Duration timeout) {
    public Command {
        environment = new TreeMap<>(environment);
    }

    /** Leaves the environment out: it may hold secrets. */
    @Override
    public String toString() {
        return name + ": " + text;
    }
}
