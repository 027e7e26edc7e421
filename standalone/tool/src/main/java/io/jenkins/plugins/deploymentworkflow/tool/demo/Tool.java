package io.jenkins.plugins.deploymentworkflow.tool.demo;

import io.jenkins.plugins.deploymentworkflow.tool.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs the tool's commands as processes of their own, as a user would, in the demo's project. */
final class Tool {
    /** How a command ended and what it printed. */
    record Outcome(int exitCode, List<String> printed) {}

    private final Path project;
    private final Path fleets;
    private final int productionPort;
    private final int stagingPort;
    private volatile Process running;

    Tool(Path project, Path fleets, int productionPort, int stagingPort) {
        this.project = project;
        this.fleets = fleets;
        this.productionPort = productionPort;
        this.stagingPort = stagingPort;
    }

    int productionPort() {
        return productionPort;
    }

    /** @param line gets each line when it is printed */
    Outcome run(Consumer<String> line, String... arguments) throws IOException, InterruptedException {
        return started(java(arguments), line);
    }

    void quietly(String... arguments) throws IOException, InterruptedException {
        started(java(arguments), line -> {});
    }

    /** Ends the command that runs now, if any, at once. */
    void kill() {
        Process now = running;
        if (now != null) {
            now.destroyForcibly();
        }
    }

    /** Builds a version of the example application with its own build script. */
    void build(String version, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "build.sh", version));
        command.addAll(Arrays.asList(options));
        Outcome outcome = started(command, line -> {});
        if (outcome.exitCode() != 0) {
            throw new IOException("build.sh " + version + " ended with " + outcome.exitCode() + ": "
                    + String.join("\n", outcome.printed()));
        }
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(java.io.File.pathSeparator)),
                Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private Outcome started(List<String> command, Consumer<String> each) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "STOREFRONT_PORT", Integer.toString(productionPort),
                        "STOREFRONT_STAGING_PORT", Integer.toString(stagingPort),
                        "DEPLOYMENT_WORKFLOW_FLEETS", fleets.toString()));
        Process process = builder.start();
        running = process;
        process.getOutputStream().close();
        List<String> printed = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                printed.add(line);
                each.accept(line);
            }
        }
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Outcome(process.waitFor(), printed);
    }
}
