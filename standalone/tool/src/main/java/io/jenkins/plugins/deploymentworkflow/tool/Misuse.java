package io.jenkins.plugins.deploymentworkflow.tool;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and what was perhaps meant. */
final class Misuse {
    private Misuse() {}

    static int report(ParameterException e, String[] arguments) {
        String help = "Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.";
        String message = unknownOption(e, arguments).map(Misuse::unmatched).orElseGet(() -> message(e));
        Output.error(wantsJson(arguments), "usage", sentence(message) + " " + help);
        return Main.USAGE;
    }

    static ParameterException missingCommand(CommandSpec spec) {
        List<String> commands = spec.subcommands().keySet().stream().toList();
        return new ParameterException(
                spec.commandLine(), "expected a command, found none; there are " + String.join(", ", commands));
    }

    /** A misspelt option is what is wrong, not that the option it was meant to be is missing. */
    private static Optional<UnmatchedArgumentException> unknownOption(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        return Arrays.stream(arguments)
                .takeWhile(argument -> !argument.equals("--"))
                .filter(argument -> argument.startsWith("--"))
                .filter(argument -> command.getCommandSpec().findOption(argument.replaceFirst("=.*", "")) == null)
                .findFirst()
                .map(argument -> new UnmatchedArgumentException(command, List.of(argument)));
    }

    private static String sentence(String message) {
        return message.matches("(?s).*[.?!]") ? message : message + ".";
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        return e.getMessage().replaceFirst("^Error: ", "").replace("option option", "option");
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String first = e.getUnmatched().get(0);
        boolean commands = !e.getCommandLine().getSubcommands().isEmpty();
        String what = e.isUnknownOption() ? "unknown option" : commands ? "unknown command" : "unexpected argument";
        List<String> near = e.getSuggestions();
        return what + " '" + first + "'" + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?");
    }

    /** Whether standard output was asked to be JSON, as far as that can be told from a command line that is wrong. */
    static boolean wantsJson(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i].toLowerCase(Locale.ROOT);
            String next = i + 1 < arguments.length ? arguments[i + 1].toLowerCase(Locale.ROOT) : "";
            boolean named = argument.equals("--output") || argument.equals("-o");
            if (named && next.equals("json") || argument.matches("(--output=|-o=?)json")) {
                return true;
            }
        }
        return false;
    }
}
