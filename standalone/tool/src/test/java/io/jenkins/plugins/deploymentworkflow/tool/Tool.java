package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A run of the tool as a process of its own, as a user would run it. */
final class Tool {
    private final Process process;
    private final Path printed;
    private final String command;

    private Tool(Process process, Path printed, String command) {
        this.process = process;
        this.printed = printed;
        this.command = command;
    }

    static Tool start(List<String> line, Path directory, Map<String, String> variables, Path printed, String command) {
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectOutput(out(printed).toFile())
                .redirectError(err(printed).toFile());
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new Tool(process, printed, command);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path out(Path printed) {
        return printed.resolveSibling(printed.getFileName() + ".out");
    }

    private static Path err(Path printed) {
        return printed.resolveSibling(printed.getFileName() + ".err");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** kill -9, and its end. */
    void kill() {
        process.destroyForcibly();
        ended();
    }

    /** Ctrl-C. */
    void interrupt() {
        signal("-INT");
    }

    void signal(String signal) {
        try {
            assertEquals(
                    0,
                    new ProcessBuilder("kill", signal, Long.toString(pid()))
                            .start()
                            .waitFor());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Ran await() {
        ended();
        return ran();
    }

    private void ended() {
        try {
            assertTrue(process.waitFor(Place.BOUND.toSeconds(), TimeUnit.SECONDS), () -> "does not end: " + ran());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As far as it is. */
    Ran ran() {
        try {
            return new Ran(
                    command,
                    process.isAlive() ? -1 : process.exitValue(),
                    Files.readString(out(printed)),
                    Files.readString(err(printed)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
