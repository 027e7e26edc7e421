package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Jars of the example application. It is built once with its own script; other versions, and versions that misbehave,
 * are copies whose build properties say so, as the script would have written them.
 */
final class Storefronts {
    static final Path EXAMPLE =
            Path.of("../../docs/examples/storefront").toAbsolutePath().normalize();
    private static final String PROPERTIES = "storefront/build.properties";
    private static final String VERSION = "1.0.0";

    private Storefronts() {}

    /** Writes the jar of a version with these faults to {@code directory/storefront-<version>.jar}. */
    static Path jar(Path directory, String version, String... faults) {
        Path jar = directory.resolve("storefront-" + version + ".jar");
        try (ZipFile from = new ZipFile(built().toFile());
                OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream to = new ZipOutputStream(file)) {
            for (ZipEntry entry : from.stream().toList()) {
                ZipEntry copy = new ZipEntry(entry.getName());
                // Every jar of a version is the same file.
                copy.setTime(entry.getTime());
                to.putNextEntry(copy);
                if (entry.getName().equals(PROPERTIES)) {
                    String text = "version=" + version + "\nfaults=" + String.join(";", faults) + "\n";
                    to.write(text.getBytes(StandardCharsets.UTF_8));
                } else {
                    try (InputStream content = from.getInputStream(entry)) {
                        content.transferTo(to);
                    }
                }
                to.closeEntry();
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first jar, built by the first test that asks. */
    private static synchronized Path built() throws IOException {
        Path jar = Path.of(
                        "target",
                        "storefront",
                        "storefront-" + VERSION + "-of-"
                                + ProcessHandle.current().pid() + ".jar")
                .toAbsolutePath();
        if (!Files.exists(jar)) {
            Files.createDirectories(jar.getParent());
            Path fresh = jar.resolveSibling("new-" + jar.getFileName());
            List<String> command = List.of("sh", EXAMPLE.resolve("build.sh").toString(), VERSION, fresh.toString());
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment()
                    .merge(
                            "PATH",
                            Path.of(System.getProperty("java.home"), "bin").toString(),
                            (path, bin) -> bin + File.pathSeparator + path);
            Process build = builder.start();
            String printed = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            try {
                assertEquals(0, build.waitFor(), printed);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE);
            jar.toFile().deleteOnExit();
        }
        return jar;
    }
}
