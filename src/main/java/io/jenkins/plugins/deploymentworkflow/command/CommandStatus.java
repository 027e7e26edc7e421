package io.jenkins.plugins.deploymentworkflow.command;

/** How a command is. */
public sealed interface CommandStatus {
    /** Under way; {@code output} is the last of what it printed, secrets masked. */
    record Running(String output) implements CommandStatus {}

    /** It ended by itself; {@code output} is the last of what it printed, secrets masked. */
    record Exited(int code, String output) implements CommandStatus {}

    /** It was stopped or could not be started; {@code message} says why. */
    record Broken(String message) implements CommandStatus {}

    /** No command of this handle is known, or what ran it is gone with no trace of its end. */
    record Unknown() implements CommandStatus {}
}
