package io.jenkins.plugins.deploymentworkflow.environment;

import java.nio.file.Path;

/** An environment file as it was read, its placeholders not filled yet. */
public final class EnvironmentFile {
    private final String fileName;
    private final String text;

    private EnvironmentFile(String fileName, String text) {
        this.fileName = fileName;
        this.text = text;
    }

    public static EnvironmentFile read(Path file) {
        throw new UnsupportedOperationException(file.toString());
    }

    public static EnvironmentFile named(Path project, String name) {
        throw new UnsupportedOperationException(project + name);
    }

    public static EnvironmentFile of(String fileName, String text) {
        return new EnvironmentFile(fileName, text);
    }

    public String fileName() {
        return fileName;
    }

    public String text() {
        return text;
    }

    public String digest() {
        throw new UnsupportedOperationException();
    }

    public Environment resolve(Variables variables) {
        throw new UnsupportedOperationException();
    }
}
