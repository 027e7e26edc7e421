package io.jenkins.plugins.deploymentworkflow.tool.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo may be sent to any directory, also to one that holds something else. */
class WorkplaceTest {
    @Test
    void nothingIsDeletedButWhatADemoMakes(@TempDir Path directory) throws Exception {
        Path example = directory.resolve("example");
        write(example.resolve("build.sh"), "build");
        write(example.resolve("dist/old.jar"), "built by hand");
        write(example.resolve("config/environment/production.yaml"), "environment: production");
        Workplace work = new Workplace(directory.resolve("work"));
        write(work.directory().resolve("thesis.txt"), "the only copy");
        write(work.project().resolve("left-over.txt"), "of an earlier demo");
        write(work.report(), "of an earlier demo");

        work.prepare(example);

        assertEquals("the only copy", Files.readString(work.directory().resolve("thesis.txt")));
        assertFalse(Files.exists(work.project().resolve("left-over.txt")));
        assertFalse(Files.exists(work.report()));
        assertTrue(Files.exists(work.project().resolve("config/environment/production.yaml")));
        assertFalse(Files.exists(work.project().resolve("dist")), "the demo builds what it deploys");
    }

    private static void write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
