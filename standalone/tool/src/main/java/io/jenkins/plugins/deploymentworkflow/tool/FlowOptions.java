package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.release.GitFlow;
import io.jenkins.plugins.deploymentworkflow.release.ReleaseResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands of git-flow have, and how they tell what they did. */
final class FlowOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The clone, or a directory in it. Default: ${DEFAULT-VALUE}")
    private Path repository;

    GitFlow flow() {
        if (!Files.isDirectory(repository)) {
            throw new ParameterException(spec.commandLine(), "--repo: no directory " + repository.toAbsolutePath());
        }
        return GitFlow.in(Git.in(repository), what -> System.err.println(PlainText.of(what)));
    }

    static Optional<Boolean> no(boolean given) {
        return given ? Optional.of(false) : Optional.empty();
    }

    static int tell(CommonOptions common, ReleaseResult result) {
        result.notes().forEach(note -> System.err.println("note: " + PlainText.of(note)));
        if (common.json()) {
            Output.json(result.document());
            return Main.DONE;
        }
        System.out.println(sentence(result));
        result.todo().forEach(todo -> System.out.println("to do: " + todo));
        return Main.DONE;
    }

    private static String sentence(ReleaseResult result) {
        String pushed = result.pushed() ? ", pushed" : ", not pushed";
        return switch (result.outcome()) {
            case "started" -> result.branch() + " has begun and is checked out" + pushed;
            case "finished" ->
                result.branch() + " is finished: merged to " + String.join(" and ", result.merged()) + ", tagged "
                        + result.tag() + pushed;
            default -> result.branch() + ": " + result.outcome();
        };
    }
}
