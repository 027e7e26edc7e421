package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.command.Command;
import io.jenkins.plugins.deploymentworkflow.command.CommandStatus;
import io.jenkins.plugins.deploymentworkflow.command.Commands;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * Runs commands as processes of this machine that outlive the tool: each is led by a small shell script in a session of
 * its own, which keeps a record that any later tool finds by the command's handle. The idea is that of Jenkins'
 * durable-task. Needs Linux: {@code /proc} and {@code setsid} of util-linux.
 *
 * <p>A command that is out of time or cancelled is sent {@code TERM} with everything in its session, and {@code KILL}
 * five seconds later. Children that it leaves behind when it ends by itself are left alone: a script may start a
 * server. The environment goes to the process alone and is written nowhere. The record of a command that ended, with the
 * first and the last part of its output, is kept for seven days.
 */
public final class ProcessCommands implements Commands {
    /** How long a command may take from its start to its first sign of life. */
    private static final Duration BEGINNING = Duration.ofSeconds(10);

    /** After this, what was to stop a command must itself have been stopped. */
    private static final Duration STOPPING = Duration.ofSeconds(20);

    /** How long the record of a command that has ended is kept. */
    private static final Duration KEEP = Duration.ofDays(7);

    private final Path commands;
    private final Path directory;
    private final UnaryOperator<String> redactor;
    private final Clock clock;
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Map<String, Process> begun = new ConcurrentHashMap<>();
    private final AtomicBoolean swept = new AtomicBoolean();

    /**
     * @param ledger the root of the ledger; records are kept in its directory {@code commands}
     * @param directory where commands run
     * @param redactor masks the secrets in a text
     */
    public ProcessCommands(Path ledger, Path directory, UnaryOperator<String> redactor) {
        this(ledger, directory, redactor, Clock.systemUTC());
    }

    ProcessCommands(Path ledger, Path directory, UnaryOperator<String> redactor, Clock clock) {
        this.commands = ledger.resolve("commands");
        this.directory = directory;
        this.redactor = redactor;
        this.clock = clock;
    }

    @Override
    public void start(String handle, Command command) {
        CommandRecord record = CommandRecord.of(commands, handle);
        try {
            if (!record.create()) {
                return;
            }
            long now = clock.millis();
            record.write(new CommandRecord.Limits(
                    now, now + command.timeout().toMillis(), Durations.format(command.timeout())));
            begun.put(handle, DetachedShell.run(record, command.text(), command.environment(), directory));
            if (swept.compareAndSet(false, true)) {
                CompletableFuture.runAsync(
                        () -> CommandRecord.sweep(commands, clock.instant().minus(KEEP)));
            }
        } catch (IOException e) {
            fail(handle, record, "could not be started: " + reason(e));
        }
    }

    @Override
    public CommandStatus poll(String handle) {
        String failure = failures.get(handle);
        if (failure != null) {
            return new CommandStatus.Broken(failure);
        }
        CommandRecord record = CommandRecord.of(commands, handle);
        try {
            CommandStatus status = record.exists() ? status(handle, record) : new CommandStatus.Unknown();
            if (!(status instanceof CommandStatus.Running)) {
                begun.remove(handle);
            }
            return status;
        } catch (IOException e) {
            return new CommandStatus.Broken("its record " + record.directory() + " cannot be used: " + reason(e));
        }
    }

    @Override
    public void cancel(String handle) {
        CommandRecord record = CommandRecord.of(commands, handle);
        try {
            if (record.exists() && record.exit().isEmpty() && record.stop().isEmpty()) {
                stop(record, "was cancelled, stopped", false);
            }
        } catch (IOException e) {
            failures.put(handle, "could not be stopped: " + reason(e));
        }
    }

    private CommandStatus status(String handle, CommandRecord record) throws IOException {
        CommandLog log = new CommandLog(record.directory(), redactor);
        if (record.stop().isPresent()) {
            return stopping(record, log);
        }
        if (record.has("failure")) {
            return new CommandStatus.Broken(record.read("failure").orElseThrow());
        }
        OptionalInt exit = record.exit();
        if (exit.isPresent()) {
            settle(log);
            return new CommandStatus.Exited(exit.getAsInt(), log.tail());
        }
        if (!record.has("pid")) {
            return beginning(handle, record);
        }
        if (record.leader().isEmpty()) {
            return new CommandStatus.Unknown();
        }
        if (!record.leader().get().isAlive()) {
            return orphaned(record, log);
        }
        CommandRecord.Limits limits = record.limits().orElseThrow();
        if (clock.millis() >= limits.deadline()) {
            stop(record, "timed out after " + limits.timeout() + ", stopped", false);
        }
        return new CommandStatus.Running(log.tail());
    }

    /** Started, and not yet seen to run. */
    private CommandStatus beginning(String handle, CommandRecord record) throws IOException {
        Process process = begun.get(handle);
        boolean stillborn = process != null && !process.isAlive();
        if (!stillborn && clock.instant().isBefore(record.createdAt().plus(BEGINNING))) {
            return new CommandStatus.Running("");
        }
        if (!record.giveUp()) {
            return new CommandStatus.Running("");
        }
        return stillborn
                ? new CommandStatus.Broken("could not be started: "
                        + record.read("run-command.sh.err").orElse("").trim())
                : new CommandStatus.Unknown();
    }

    /** Its leader is gone: it has just ended, or was killed, and then its children must not go on unwatched. */
    private CommandStatus orphaned(CommandRecord record, CommandLog log) throws IOException {
        if (record.exit().isPresent()) {
            return new CommandStatus.Running(log.tail());
        }
        if (!record.leader().orElseThrow().sameBoot()) {
            return new CommandStatus.Unknown();
        }
        stop(record, "", true);
        return new CommandStatus.Running(log.tail());
    }

    private CommandStatus stopping(CommandRecord record, CommandLog log) throws IOException {
        CommandRecord.Stop stop = record.stop().orElseThrow();
        if (record.has("stopped")) {
            settle(log);
            String tail = log.tail();
            return stop.lost()
                    ? new CommandStatus.Unknown()
                    : new CommandStatus.Broken(stop.reason() + (tail.isEmpty() ? "" : "; it last printed:\n" + tail));
        }
        if (clock.millis() > stop.at() + STOPPING.toMillis()) {
            stop(record, stop.reason(), stop.lost());
        }
        return new CommandStatus.Running(log.tail());
    }

    /** How the command ended does not depend on room for its log; whoever asks next tries again. */
    private static void settle(CommandLog log) {
        try {
            log.settle();
        } catch (IOException ignored) {
            // Until then its parts can be read.
        }
    }

    private void stop(CommandRecord record, String reason, boolean lost) throws IOException {
        boolean never = record.giveUp() || record.leader().isEmpty();
        record.write(new CommandRecord.Stop(reason, lost, clock.millis()));
        if (never) {
            record.mark("stopped");
        } else {
            DetachedShell.stop(record, record.leader().orElseThrow().pid());
        }
    }

    /** Kept in memory too: the disk may be what failed. */
    private void fail(String handle, CommandRecord record, String message) {
        failures.put(handle, message);
        try {
            record.write("failure", message);
        } catch (IOException ignored) {
            // A tool that comes later finds that nothing ran, which is true.
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
