package io.jenkins.plugins.deploymentworkflow.tool.demo;

import io.jenkins.plugins.deploymentworkflow.fleet.FleetShutdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory that the demo works in. It deletes nothing there but what a demo makes.
 *
 * @param directory may hold something else as well
 */
record Workplace(Path directory) {
    Path project() {
        return directory.resolve("project");
    }

    Path fleets() {
        return directory.resolve("fleets");
    }

    Path report() {
        return directory.resolve("report.html");
    }

    Path picture() {
        return directory.resolve("traffic.svg");
    }

    /** A fresh copy of the example; what an earlier run left is stopped and removed first. */
    void prepare(Path storefront) throws IOException, InterruptedException {
        stopFleets();
        for (Path made : List.of(project(), fleets(), report(), picture())) {
            delete(made);
        }
        Files.createDirectories(project());
        try (Stream<Path> files = Files.walk(storefront)) {
            for (Path file : files.toList()) {
                Path relative = storefront.relativize(file);
                if (!isMade(relative) && !relative.toString().isEmpty()) {
                    Files.copy(file, project().resolve(relative.toString()));
                }
            }
        }
    }

    /** Whatever somebody who tried the example left in it. */
    private static boolean isMade(Path relative) {
        return List.of("dist", "work", ".deployment-workflow")
                .contains(relative.getName(0).toString());
    }

    /** Also those of an earlier demo that was interrupted. */
    void stopFleets() throws IOException, InterruptedException {
        FleetShutdown.below(fleets());
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
