package io.jenkins.plugins.deploymentworkflow.tool;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts our shell scripts in sessions of their own, tied to this process by neither terminal nor pipe. */
final class DetachedShell {
    private static final String SHELL = "/bin/sh";

    private DetachedShell() {}

    /**
     * Runs {@code text} in {@code directory}.
     *
     * @throws IOException when it cannot be started; the message says why
     */
    static Process run(CommandRecord record, String text, Map<String, String> environment, Path directory)
            throws IOException {
        if (!directory.toFile().isDirectory()) {
            throw new IOException("the directory it should run in does not exist: " + directory);
        }
        ProcessBuilder builder = script(record, "run-command.sh", SHELL, text).directory(directory.toFile());
        try {
            builder.environment().putAll(environment);
        } catch (IllegalArgumentException e) {
            throw new IOException("a variable of its environment has an impossible name or value", e);
        }
        try {
            return builder.start();
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith("Cannot run program \"setsid\"") && message.contains("error=2,")
                    ? new IOException("the program setsid was not found; install util-linux", e)
                    : e;
        }
    }

    /** Ends every process of the session, and marks the record {@code stopped} when none is left. */
    static void stop(CommandRecord record, long session) throws IOException {
        script(record, "stop-command.sh", Long.toString(session)).start();
    }

    private static ProcessBuilder script(CommandRecord record, String name, String... arguments) throws IOException {
        record.write(name, resource(name));
        Path directory = record.directory().toAbsolutePath();
        List<String> line =
                new ArrayList<>(List.of("setsid", SHELL, directory.resolve(name).toString(), directory.toString()));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(directory.resolve(name + ".err").toFile());
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = DetachedShell.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
