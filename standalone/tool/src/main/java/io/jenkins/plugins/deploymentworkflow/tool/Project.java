package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.EnvironmentFile;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Artifact;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The project in the current directory: its environment files, its artifact, its commit. */
final class Project {
    private static final int DEPTH = 8;

    private Project() {}

    static Path directory() {
        return Path.of("").toAbsolutePath();
    }

    static EnvironmentFile environment(String name) {
        return EnvironmentFile.named(directory(), name);
    }

    /**
     * The one file that the pattern names, a path or a glob relative to the current directory.
     *
     * @throws ConfigurationException when there is none or more than one
     */
    static Artifact artifact(String pattern) {
        Path direct = Path.of(pattern).toAbsolutePath();
        List<Path> found = Files.isRegularFile(direct) ? List.of(direct) : matching(pattern);
        if (found.size() != 1) {
            throw new ConfigurationException(new Problem(
                    "",
                    0,
                    "artifact",
                    "expected '" + pattern + "' to be one file in " + directory() + ", found "
                            + (found.isEmpty() ? "none; was it built?" : found.size() + ": " + found)));
        }
        Path file = found.get(0);
        try {
            return new Artifact(file.toString(), Files.size(file), sha256(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the artifact " + file + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> matching(String pattern) {
        PathMatcher matcher;
        try {
            matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new ConfigurationException(new Problem(
                    "",
                    0,
                    "artifact",
                    "expected '" + pattern + "' to be a file or a glob, found no such file, and: "
                            + e.getDescription()));
        }
        try (Stream<Path> files = Files.walk(directory(), DEPTH)) {
            return files.filter(file -> matcher.matches(directory().relativize(file)))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigurationException(
                    new Problem("", 0, "artifact", "cannot look for '" + pattern + "': " + e.getMessage()));
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static Origin origin() {
        return new Origin(
                System.getProperty("user.name", "unknown"),
                "cli",
                "",
                git("rev-parse", "HEAD"),
                git("rev-parse", "--abbrev-ref", "HEAD"),
                directory().toString());
    }

    /** What git says, empty when this is no repository or there is no git. */
    private static String git(String... arguments) {
        String[] command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toArray(String[]::new);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0 ? said : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
