package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.release.next.NextVersion;
import io.jenkins.plugins.deploymentworkflow.release.next.NextVersionRequest;
import io.jenkins.plugins.deploymentworkflow.release.next.TagNames;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The next version of a repository, and why. */
@Command(
        name = "next",
        description = {
            "Prints the next version of a repository: its last release, raised as the commits since demand.",
            "Why goes to standard error."
        },
        sortOptions = false)
final class VersionNextCommand implements Callable<Integer> {
    private static final int MOST_LINES = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The repository, or a directory in it. Default: ${DEFAULT-VALUE}")
    private Path repository;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            description = "What stands before the version in tags of releases, such as storefront-v. Default: what"
                    + " config/release.yaml says, else v or nothing.")
    private String prefix;

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description = "Only commits that change something below it count, relative to DIR; may be repeated.")
    private List<String> paths = List.of();

    @Option(
            names = "--initial",
            paramLabel = "V",
            defaultValue = "0.1.0",
            description = "The first version, where there is no release yet. Default: ${DEFAULT-VALUE}")
    private String initial;

    @Option(names = "--pre", paramLabel = "ID", description = "The next pre-release, such as rc.")
    private String prerelease;

    @Option(
            names = "--deepen",
            description = "When the clone is shallow, fetch the rest of its history and its tags first.")
    private boolean deepen;

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isDirectory(repository)) {
            throw new ParameterException(spec.commandLine(), "--repo: no directory " + repository.toAbsolutePath());
        }
        NextVersionRequest request = request();
        Repository found = Repository.discover(Git.in(repository));
        if (deepen && found.isShallow()) {
            found.deepen();
        }
        NextVersion next = NextVersion.of(found, prefix == null ? request.with(TagNames.in(found)) : request);
        next.notes().forEach(note -> System.err.println("note: " + PlainText.of(note)));
        if (common.json()) {
            Output.json(next.document());
        } else {
            next.words(MOST_LINES).forEach(line -> System.err.println(PlainText.of(line)));
            System.out.println(next.next());
        }
        return Main.DONE;
    }

    private NextVersionRequest request() {
        try {
            TagNames names = prefix == null ? TagNames.usual() : TagNames.of(prefix);
            NextVersionRequest request =
                    NextVersionRequest.usual().with(names).touching(paths).beginningAt(SemanticVersion.of(initial));
            if (prerelease == null) {
                return request;
            }
            SemanticVersion.of(0, 0, 0).prereleased(prerelease);
            return request.prereleased(prerelease);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), PlainText.of(e.getMessage()), e);
        }
    }
}
