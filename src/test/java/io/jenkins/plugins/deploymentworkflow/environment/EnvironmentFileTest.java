package io.jenkins.plugins.deploymentworkflow.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFileTest {
    private static final Variables NONE = Variables.of(Map.of(), Set.of());

    @TempDir
    Path project;

    private Path directory;

    @BeforeEach
    void makeFiles() throws IOException {
        directory = Files.createDirectories(project.resolve("config/environment"));
        write("production.yaml", "environment: production\n");
        write("staging.yml", "logging: { level: debug }\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private static String message(Runnable reading) {
        return assertThrows(ConfigurationException.class, reading::run).getMessage();
    }

    @Test
    void anEnvironmentIsFoundByItsNameWithEitherEnding() {
        EnvironmentFile production = EnvironmentFile.named(project, "production");
        assertEquals("config/environment/production.yaml", production.fileName());
        assertEquals("production", production.resolve(NONE).name());
        assertEquals(
                "staging",
                EnvironmentFile.named(project, "staging").resolve(NONE).name());
    }

    @Test
    void theDigestIsTheSha256OfTheBytes() throws IOException {
        write("digest.yaml", "a: ä\n");
        assertEquals(
                "615b91c3db4d377f45a69f201e4278da083a18ae28f78e24a86df269d455deaa",
                EnvironmentFile.named(project, "digest").digest());
    }

    @Test
    void aMissingFileSaysWhereItWasLookedForAndWhatIsThere() {
        String message = message(() -> EnvironmentFile.named(project, "prodution"));
        assertTrue(message.startsWith("config/environment/prodution.yaml: expected an environment file"), message);
        assertTrue(message.contains("in " + directory + " there are production, staging"), message);
        assertTrue(message.endsWith("did you mean production?"), message);
    }

    @Test
    void aMissingDirectoryIsNamed() {
        String message = message(() -> EnvironmentFile.read(project.resolve("nowhere/x.yaml")));
        assertTrue(message.endsWith("there is no directory " + project.resolve("nowhere")), message);
    }

    @Test
    void anEmptyDirectoryIsSaidToBeEmpty() throws IOException {
        Path empty = Files.createDirectory(project.resolve("empty"));
        String message = message(() -> EnvironmentFile.read(empty.resolve("x.yaml")));
        assertTrue(message.contains("there is no environment file"), message);
    }

    @Test
    void aNameThatWouldLeaveTheDirectoryIsRefused() {
        for (String name : new String[] {"../../etc/passwd", "", ".", "a/b", "-x", "x".repeat(64)}) {
            String message = message(() -> EnvironmentFile.named(project, name));
            assertTrue(message.startsWith("environment: expected a name of at most 63"), message);
        }
    }

    @Test
    void aFileThatSaysItIsAnotherEnvironmentIsRefused() throws IOException {
        write("qa.yaml", "# copied\nenvironment: production\n");
        assertEquals(
                "config/environment/qa.yaml:2: environment: expected 'qa', as the file is named, found 'production';"
                        + " correct it, or the name of the file",
                message(() -> EnvironmentFile.named(project, "qa")));
    }

    @Test
    void whatIsNotUtf8IsRefused() throws IOException {
        Files.write(directory.resolve("latin.yaml"), "a: ä\n".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(message(() -> EnvironmentFile.named(project, "latin")).contains("expected UTF-8 text"));
    }

    @Test
    void aByteOrderMarkDoesNotMatter() throws IOException {
        write("bom.yaml", "\uFEFFenvironment: bom\n");
        assertEquals("bom", EnvironmentFile.named(project, "bom").resolve(NONE).name());
    }

    @Test
    void aHugeFileIsNotEvenRead() throws IOException {
        Files.write(directory.resolve("huge.yaml"), new byte[5 << 20]);
        assertTrue(message(() -> EnvironmentFile.named(project, "huge")).contains("expected at most"));
    }

    @Test
    void aDirectoryIsNoFile() throws IOException {
        Files.createDirectory(directory.resolve("dir.yaml"));
        assertTrue(message(() -> EnvironmentFile.read(directory.resolve("dir.yaml")))
                .contains("expected an environment file, found none"));
    }
}
