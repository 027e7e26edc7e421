package io.jenkins.plugins.deploymentworkflow.git;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Finds git where a PATH says, and not where that of this process does. */
public final class GitProgram {
    private static final List<String> NAMES = List.of("git", "git.exe");

    private GitProgram() {}

    /**
     * @param path directories as PATH lists them; null for that of this process
     * @return the program's full path, or {@code git} when it is in none of them
     */
    public static String on(String path) {
        return path == null
                ? NAMES.get(0)
                : Arrays.stream(path.split(File.pathSeparator))
                        .flatMap(GitProgram::in)
                        .findFirst()
                        .orElse(NAMES.get(0));
    }

    private static Stream<String> in(String directory) {
        try {
            return directory.isEmpty()
                    ? Stream.of()
                    : NAMES.stream()
                            .map(Path.of(directory)::resolve)
                            .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                            .map(Path::toString);
        } catch (InvalidPathException e) {
            return Stream.of();
        }
    }
}
