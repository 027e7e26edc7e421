package io.jenkins.plugins.deploymentworkflow.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A {@link Place} whose production is deployed to by the example's own scripts; each call leaves a line in a file. */
final class ScriptedPlace implements AutoCloseable {
    private static final String SETTINGS =
            """
            environment: production
            application: storefront
            deployment:
              target:
                script:
                  deploy: "echo deploy {{version}} >> calls && ./scripts/deploy.sh --env production --version {{version}}"
                  rollback: "echo rollback {{version}} >> calls && ./scripts/rollback.sh --env production --version {{version}}"
                  observe: "./scripts/observe.sh --env production"
                  timeout: 2m
            ROUTE
              strategy:
                use: STRATEGY
                canary: { steps: [50%, 100%], interval: 300ms }
                blue-green: { bake: 300ms }
              monitoring: { interval: 100ms, bake: 300ms }
            """;

    private static final String ROUTE =
            """
                  route: "echo route {{version}} {{weight}} >> calls && ./scripts/route.sh --env production\
             --version {{version}} --weight {{weight}}"\
            """;

    final Place place;

    /** @param route whether the scripts can divide traffic */
    ScriptedPlace(Path root, String strategy, boolean route) {
        place = new Place(root)
                .file("production", SETTINGS.replace("STRATEGY", strategy).replace("ROUTE", route ? ROUTE : ""))
                .set("JAVA_HOME", System.getProperty("java.home"))
                .set("STOREFRONT_SCRIPTED_PORT", "0");
        try (Stream<Path> scripts = Files.list(Storefronts.EXAMPLE.resolve("scripts"))) {
            Path to = Files.createDirectories(place.directory.resolve("scripts"));
            for (Path script : scripts.toList()) {
                Files.copy(script, to.resolve(script.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the application answers. */
    String listen() {
        return "127.0.0.1:" + read("work/production/front.port").strip();
    }

    /** Which version gets which share, as the scripts have it: {@code 1.0.0 100}. */
    List<String> routes() {
        return read("work/production/routes")
                .lines()
                .map(line -> line.replaceFirst(" [0-9]+ ", " "))
                .toList();
    }

    /** The calls of the scripts since the first {@code known}. */
    List<String> calls(int known) {
        return read("calls").lines().skip(known).toList();
    }

    private String read(String file) {
        try {
            Path path = place.directory.resolve(file);
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        place.close();
        ProcessBuilder stop = new ProcessBuilder("scripts/stop.sh", "--env", "production")
                .directory(place.directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        stop.start().waitFor();
    }
}
