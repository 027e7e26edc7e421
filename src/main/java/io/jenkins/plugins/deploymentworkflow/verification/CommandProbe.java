package io.jenkins.plugins.deploymentworkflow.verification;

import io.jenkins.plugins.deploymentworkflow.command.Command;
import io.jenkins.plugins.deploymentworkflow.command.CommandStatus;
import io.jenkins.plugins.deploymentworkflow.command.Commands;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Runs one of the user's own commands, which must end with 0. */
final class CommandProbe implements Attempt {
    private static final int SHOWN = 200;

    private final Commands commands;
    private final String handle;
    private final String text;
    private final LongSupplier nanoTime;
    private final long begun;

    private CommandProbe(Commands commands, String handle, String text, LongSupplier nanoTime) {
        this.commands = commands;
        this.handle = handle;
        this.text = text;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    static Attempt begin(Commands commands, String handle, Command command, LongSupplier nanoTime) {
        CommandProbe probe = new CommandProbe(commands, handle, command.text(), nanoTime);
        commands.start(handle, command);
        return probe;
    }

    @Override
    public Optional<ProbeResult> poll() {
        CommandStatus status = commands.poll(handle);
        if (status instanceof CommandStatus.Running) {
            return Optional.empty();
        }
        Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - begun);
        return Optional.of(
                status instanceof CommandStatus.Exited exited && exited.code() == 0
                        ? ProbeResult.passed(elapsed)
                        : ProbeResult.failed(
                                elapsed, text + ": expected exit code 0, found " + words(status, elapsed)));
    }

    private static String words(CommandStatus status, Duration elapsed) {
        if (status instanceof CommandStatus.Exited exited) {
            String output = exited.output().strip();
            String end = output.length() > SHOWN ? "…" + output.substring(output.length() - SHOWN) : output;
            return exited.code() + " " + ProbeResult.after(elapsed) + (end.isEmpty() ? "" : ": " + end);
        }
        return status instanceof CommandStatus.Broken broken
                ? "that " + broken.message()
                : "that it is gone without a trace of its end";
    }

    @Override
    public void cancel() {
        commands.cancel(handle);
    }
}
