package io.jenkins.plugins.deploymentworkflow.verification;

import io.jenkins.plugins.deploymentworkflow.command.Command;
import io.jenkins.plugins.deploymentworkflow.command.CommandStatus;
import io.jenkins.plugins.deploymentworkflow.command.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs commands as children of the tests. */
final class ShellCommands implements Commands {
    private final Map<String, Process> running = new ConcurrentHashMap<>();
    private final Map<String, CommandStatus> ended = new ConcurrentHashMap<>();

    @Override
    public void start(String handle, Command command) {
        if (running.containsKey(handle)) {
            return;
        }
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", command.text()).redirectErrorStream(true);
        shell.environment().putAll(command.environment());
        try {
            running.put(handle, shell.start());
        } catch (IOException e) {
            ended.put(handle, new CommandStatus.Broken(e.getMessage()));
        }
    }

    @Override
    public CommandStatus poll(String handle) {
        Process process = running.get(handle);
        if (process != null && process.isAlive()) {
            return new CommandStatus.Running("");
        }
        return process == null
                ? ended.getOrDefault(handle, new CommandStatus.Unknown())
                : ended.computeIfAbsent(handle, h -> new CommandStatus.Exited(process.exitValue(), output(process)));
    }

    private static String output(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void cancel(String handle) {
        running.get(handle).toHandle().destroyForcibly();
    }

    boolean isRunning(String handle) {
        return running.containsKey(handle) && running.get(handle).isAlive();
    }

    void close() {
        running.values().forEach(Process::destroyForcibly);
    }
}
