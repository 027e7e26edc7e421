package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.git.Git;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A repository made by the real git, without the machine's own configuration. */
final class MadeRepository {
    static final Map<String, String> ALONE = Map.of(
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_AUTHOR_NAME", "Ada Example",
            "GIT_AUTHOR_EMAIL", "ada@example.org",
            "GIT_COMMITTER_NAME", "Grace Example",
            "GIT_COMMITTER_EMAIL", "grace@example.org");

    private final Path directory;

    MadeRepository(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        git("init", "-q", "-b", "main");
    }

    /** An empty commit, and its hash. */
    String commit(String message) {
        run(List.of("commit", "-q", "--allow-empty", "--cleanup=verbatim", "-F", "-"), message);
        return git("rev-parse", "HEAD");
    }

    String git(String... arguments) {
        return run(List.of(arguments), "");
    }

    private String run(List<String> arguments, String input) {
        try {
            return Git.in(directory).with(ALONE).run(arguments, input).text();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
