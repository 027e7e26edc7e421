package io.jenkins.plugins.deploymentworkflow.tool;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One command after the other in a {@link ToolLoop}, for all commands that need no process of their own. */
final class StandingTool implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final Map<String, String> variables;
    private final Writer commands;
    private final BufferedReader answers;

    StandingTool(List<String> java, Path directory, Map<String, String> variables, Path errors) {
        List<String> line = new ArrayList<>(java);
        line.add(ToolLoop.class.getName());
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(directory.toFile()).redirectError(errors.toFile());
        this.variables = Map.copyOf(variables);
        builder.environment().putAll(variables);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        commands = process.outputWriter();
        answers = process.inputReader();
    }

    /** Whether it can run a command that is to see these variables. */
    boolean has(Map<String, String> wanted) {
        return process.isAlive() && variables.equals(wanted);
    }

    /** @param printed what it prints goes to these two, {@code .out} and {@code .err} */
    synchronized Ran run(Path printed, String... arguments) {
        Path out = printed.resolveSibling(printed.getFileName() + ".out");
        Path err = printed.resolveSibling(printed.getFileName() + ".err");
        List<String> words = new ArrayList<>(List.of(out.toString(), err.toString()));
        words.addAll(List.of(arguments));
        String command = String.join(" ", arguments);
        try {
            commands.write(JSON.writeValueAsString(words) + "\n");
            commands.flush();
            String answer = CompletableFuture.supplyAsync(this::answer).get(Place.BOUND.toSeconds(), TimeUnit.SECONDS);
            return new Ran(command, Integer.parseInt(answer), Files.readString(out), Files.readString(err));
        } catch (TimeoutException e) {
            throw new AssertionError("does not end: " + ran(command, out, err), e);
        } catch (IOException | InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the tool is gone after " + command, e);
        }
    }

    private String answer() {
        try {
            return String.valueOf(answers.readLine());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Ran ran(String command, Path out, Path err) {
        try {
            return new Ran(command, -1, Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
