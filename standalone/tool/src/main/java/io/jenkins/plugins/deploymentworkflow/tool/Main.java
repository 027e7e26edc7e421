package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.release.ReleaseRefused;
import io.jenkins.plugins.deploymentworkflow.strategy.PlanRefused;
import io.jenkins.plugins.deploymentworkflow.tool.demo.DemoCommand;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command-line tool: the same library and the same ledger as the plugin, with or without Jenkins. */
@Command(
        name = "deployment-workflow",
        description = "Takes a built artifact to staging and production, watches it there, and takes it back when it"
                + " misbehaves.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = ToolVersion.class,
        footer = {
            "",
            "Exit codes: 0 done; 1 it failed or was rolled back; 2 wrong usage or configuration, nothing was touched;",
            "3 refused by a guard, nothing was touched; 130 aborted, the environment was made safe first."
        },
        subcommands = {
            PlanCommand.class,
            PrepareCommand.class,
            StageCommand.class,
            SmokeCommand.class,
            PromoteCommand.class,
            RollbackCommand.class,
            StatusCommand.class,
            HistoryCommand.class,
            ApproveCommand.class,
            AbortCommand.class,
            ResumeCommand.class,
            WindowCommand.class,
            LedgerCommand.class,
            ConfigCommand.class,
            VersionCommand.class,
            ReleaseCommand.class,
            HotfixCommand.class,
            FleetCommand.class,
            DemoCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main implements Runnable {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int REFUSED = 3;
    static final int ABORTED = 130;

    @Spec
    private CommandSpec spec;

    /** Ends at once with the command's exit code: an interrupted command has been waited for by then. */
    public static void main(String[] arguments) {
        int code = run(arguments);
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }

    /** Runs one command and returns its exit code. */
    static int run(String... arguments) {
        CommandLine commands = commands(arguments.length > 0 ? arguments[0] : "");
        // Otherwise 'promot production --version 1.4.0' would ask for the tool's own version, and end well.
        if (arguments.length > 0
                && !arguments[0].startsWith("-")
                && !commands.getSubcommands().containsKey(arguments[0])) {
            return Misuse.report(new UnmatchedArgumentException(commands, List.of(arguments[0])), arguments);
        }
        return commands.execute(arguments);
    }

    /** All of them. */
    static CommandLine commands() {
        return prepared(new CommandLine(new Main()));
    }

    /** The one that is named, alone: to make all of them takes longer than many a command. All, when there is none. */
    private static CommandLine commands(String name) {
        Command main = Main.class.getAnnotation(Command.class);
        return Stream.of(main.subcommands())
                .filter(type -> type != CommandLine.HelpCommand.class)
                .filter(type -> type.getAnnotation(Command.class).name().equals(name))
                .findFirst()
                .map(type -> new CommandLine(CommandSpec.create().name(main.name())).addSubcommand(type))
                .map(Main::prepared)
                .orElseGet(Main::commands);
    }

    private static CommandLine prepared(CommandLine commands) {
        return commands.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Misuse::report)
                .setExecutionExceptionHandler(Main::failed);
    }

    @Override
    public void run() {
        throw Misuse.missingCommand(spec);
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        String[] arguments = parsed.originalArgs().toArray(String[]::new);
        boolean json = Misuse.wantsJson(arguments);
        if (e instanceof ParameterException misuse) {
            return Misuse.report(misuse, arguments);
        }
        if (e instanceof Refused) {
            Output.error(json, "refused", e.getMessage());
            return REFUSED;
        }
        if (e instanceof ReleaseRefused refused) {
            Output.refused(json, refused);
            return USAGE;
        }
        if (e instanceof ConfigurationException wrong) {
            Output.problems(json, wrong);
            return USAGE;
        }
        if (e instanceof PlanRefused) {
            Output.error(json, "invalid", e.getMessage());
            return USAGE;
        }
        if (Output.isExpected(e)) {
            Output.error(json, "failed", e.getMessage());
            return FAILED;
        }
        Output.error(json, "failed", "this is a bug in deployment-workflow: " + e);
        e.printStackTrace(System.err);
        return FAILED;
    }
}
