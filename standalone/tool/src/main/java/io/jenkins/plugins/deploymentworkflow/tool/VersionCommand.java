package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.versioning.Bump;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import io.jenkins.plugins.deploymentworkflow.versioning.VersionRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks, compares and raises versions, and finds the next one of a repository. */
@Command(
        name = "version",
        description = "Checks, compares and raises versions, and finds the next one of a repository.",
        mixinStandardHelpOptions = true,
        subcommands = VersionNextCommand.class)
final class VersionCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw Misuse.missingCommand(spec);
    }

    /** Says of each text whether it is a version, and its parts. */
    @Command(
            name = "check",
            description = "Says whether texts are versions of Semantic Versioning 2.0.0, and their parts.",
            mixinStandardHelpOptions = true)
    int check(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "V", arity = "1..*", description = "What to check.") List<String> versions) {
        List<Map<String, Object>> rows =
                versions.stream().map(VersionCommand::row).toList();
        if (common.json()) {
            Output.json(rows);
        } else {
            rows.forEach(VersionCommand::print);
        }
        return rows.stream().allMatch(row -> row.get("valid").equals(true)) ? Main.DONE : Main.FAILED;
    }

    private static Map<String, Object> row(String input) {
        SemanticVersion version = SemanticVersion.parse(input).orElse(null);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("input", input);
        row.put("valid", version != null);
        row.put("major", version == null ? null : version.major());
        row.put("minor", version == null ? null : version.minor());
        row.put("patch", version == null ? null : version.patch());
        row.put("prerelease", version == null ? null : orNull(version.prerelease()));
        row.put("build", version == null ? null : orNull(version.build()));
        return row;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void print(Map<String, Object> row) {
        if (row.get("valid").equals(false)) {
            System.out.println(PlainText.of(row.get("input").toString()) + ": not a version");
            return;
        }
        List<String> parts = new ArrayList<>();
        for (String part : List.of("major", "minor", "patch", "prerelease", "build")) {
            if (row.get(part) != null) {
                parts.add(part + " " + row.get(part));
            }
        }
        System.out.println(row.get("input") + ": " + String.join(", ", parts));
    }

    /** Says which of two versions comes first. */
    @Command(
            name = "compare",
            description = "Prints -1, 0 or 1: whether version A comes before B, is as high, or comes after it.",
            mixinStandardHelpOptions = true)
    int compare(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "A", description = "A version.") String a,
            @Parameters(paramLabel = "B", description = "Another one.") String b) {
        System.out.println(version(a).compareTo(version(b)));
        return Main.DONE;
    }

    /** Raises a version. */
    @Command(
            name = "bump",
            description = "Prints the version that follows V.",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int bump(
            @Mixin CommonOptions common,
            @Option(
                            names = "--pre",
                            paramLabel = "ID",
                            description = "The first pre-release of that version, such as rc; with prerelease: which.")
                    String identifier,
            @Parameters(paramLabel = "V", description = "A version.") String version,
            @Parameters(paramLabel = "PART", description = "What to raise: major, minor, patch or prerelease.")
                    Part part) {
        SemanticVersion next = understood(() -> part.of(SemanticVersion.of(version), identifier));
        if (common.json()) {
            Output.json(next.toString());
        } else {
            System.out.println(next);
        }
        return Main.DONE;
    }

    /** Says whether a version will do. */
    @Command(
            name = "satisfies",
            description = "Prints whether version V is in a range, such as '>=1.2 <3 || 4.x'. Ends with 1 when not.",
            mixinStandardHelpOptions = true)
    int satisfies(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "V", description = "A version.") String version,
            @Parameters(paramLabel = "RANGE", description = "Versions, with the meaning that npm gives them.")
                    String range) {
        boolean does = understood(() -> VersionRange.of(range)).contains(version(version));
        System.out.println(does);
        return does ? Main.DONE : Main.FAILED;
    }

    private SemanticVersion version(String text) {
        return understood(() -> SemanticVersion.of(text));
    }

    private <T> T understood(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            CommandSpec command =
                    spec.commandLine().getParseResult().subcommand().commandSpec();
            throw new ParameterException(command.commandLine(), PlainText.of(e.getMessage()), e);
        }
    }

    /** What can be raised. */
    enum Part {
        MAJOR(Bump.MAJOR),
        MINOR(Bump.MINOR),
        PATCH(Bump.PATCH),
        PRERELEASE(Bump.NONE);

        private final Bump bump;

        Part(Bump bump) {
            this.bump = bump;
        }

        SemanticVersion of(SemanticVersion version, String identifier) {
            if (this == PRERELEASE) {
                return version.bumpPrerelease(identifier == null ? "" : identifier);
            }
            SemanticVersion raised = version.bump(bump);
            return identifier == null ? raised : raised.prereleased(identifier);
        }
    }
}
