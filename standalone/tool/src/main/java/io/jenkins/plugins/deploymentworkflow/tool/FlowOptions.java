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
        // Not done yet, so that nothing that follows in a script is done too early.
        int code = result.outcome().equals("waiting") ? Main.FAILED : Main.DONE;
        if (common.json()) {
            Output.json(result.document());
            return code;
        }
        System.out.println(sentence(result));
        result.todo().forEach(todo -> System.out.println("to do: " + PlainText.of(todo)));
        return code;
    }

    private static String sentence(ReleaseResult result) {
        String pushed = result.pushed() ? ", pushed" : ", not pushed";
        return switch (result.outcome()) {
            case "started" -> result.branch() + " has begun and is checked out" + pushed;
            case "finished" ->
                result.branch() + " is finished: merged to " + String.join(" and ", result.merged()) + ", tagged "
                        + result.tag() + pushed;
            case "waiting" ->
                result.merged().isEmpty()
                        ? result.branch() + " is pushed and waits for its pull request; nothing is merged or tagged yet"
                        : result.branch() + " is on " + String.join(" and ", result.merged()) + " and tagged "
                                + result.tag() + ", and waits for the pull request that brings it back";
            default -> result.branch() + ": " + result.outcome();
        };
    }
}
