package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.EnvironmentFile;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Artifact;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.MasterToSlaveFileCallable;

/** Reads what an operation needs from a workspace, wherever it is. Methods wait for the agent. */
public final class AgentFiles {
    private static final int NAMED = 5;

    private final FilePath workspace;

    public AgentFiles(FilePath workspace) {
        this.workspace = workspace;
    }

    /**
     * The file of an environment, as the agent sees it.
     *
     * @throws ConfigurationException when there is none, or it is none, or the name is no name
     */
    public EnvironmentFile environment(String name) throws IOException, InterruptedException {
        String[] found = workspace.act(new ReadEnvironment(name));
        return EnvironmentFile.of(found[0], found[1]);
    }

    /** A text file below the workspace; empty when there is none. */
    Optional<String> text(String file) throws IOException, InterruptedException {
        if (!workspace.isDescendant(file) || !workspace.child(file).exists()) {
            return Optional.empty();
        }
        try (InputStream in = workspace.child(file).read()) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /**
     * The one file that a pattern means.
     *
     * @param pattern a path below the workspace, or an Ant pattern such as {@code dist/*.jar}
     * @throws ConfigurationException when it means none, or more than one
     */
    public Artifact artifact(String pattern) throws IOException, InterruptedException {
        FilePath named = workspace.child(pattern);
        FilePath[] found = !isPattern(pattern) && named.exists() && !named.isDirectory()
                ? new FilePath[] {named}
                : workspace.list(pattern);
        if (found.length != 1) {
            throw new ConfigurationException(new Problem(
                    "artifact",
                    0,
                    "",
                    "expected exactly one file that matches '" + pattern + "' in " + workspace.getRemote() + ", found "
                            + words(found)));
        }
        String[] identity = found[0].act(new Identify());
        return new Artifact(identity[0], Long.parseLong(identity[1]), identity[2]);
    }

    private static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf(',') >= 0;
    }

    private static String words(FilePath[] found) {
        if (found.length == 0) {
            return "none; build it first, or correct the pattern";
        }
        String names = Arrays.stream(found).limit(NAMED).map(FilePath::getName).collect(Collectors.joining(", "));
        return found.length + " (" + names + (found.length > NAMED ? ", …" : "") + "); make the pattern narrower";
    }

    /** The environment's file as shown, and its text. */
    private static final class ReadEnvironment extends MasterToSlaveFileCallable<String[]> {
        private static final long serialVersionUID = 1L;
        private final String name;

        ReadEnvironment(String name) {
            this.name = name;
        }

        @Override
        public String[] invoke(File directory, VirtualChannel channel) {
            EnvironmentFile file = EnvironmentFile.named(directory.toPath(), name);
            return new String[] {file.fileName(), file.text()};
        }
    }

    /** A file's full path, size and SHA-256. */
    private static final class Identify extends MasterToSlaveFileCallable<String[]> {
        private static final long serialVersionUID = 1L;

        @Override
        public String[] invoke(File file, VirtualChannel channel) throws IOException {
            MessageDigest digest;
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
            long size;
            try (InputStream in = new DigestInputStream(Files.newInputStream(file.toPath()), digest)) {
                size = in.transferTo(OutputStream.nullOutputStream());
            }
            return new String[] {
                file.getAbsolutePath(), Long.toString(size), HexFormat.of().formatHex(digest.digest())
            };
        }
    }
}
