package io.jenkins.plugins.deploymentworkflow.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitProgramTest {
    @TempDir
    Path temporary;

    @Test
    void theFirstGitOfThePathIsTaken() throws Exception {
        Path none = Files.createDirectories(temporary.resolve("none/git")).getParent();
        Path first = Files.createDirectory(temporary.resolve("first"));
        Path second = Files.createDirectory(temporary.resolve("second"));
        for (Path each : new Path[] {first, second}) {
            Files.writeString(each.resolve("git"), "").toFile().setExecutable(true);
        }
        String path = String.join(File.pathSeparator, "", none.toString(), first.toString(), second.toString());
        assertEquals(first.resolve("git").toString(), GitProgram.on(path));
    }

    @Test
    void withoutOneTheAgentIsAsked() {
        assertEquals("git", GitProgram.on(null));
        assertEquals("git", GitProgram.on(""));
        assertEquals("git", GitProgram.on(temporary + File.pathSeparator + "a\0b"));
    }
}
