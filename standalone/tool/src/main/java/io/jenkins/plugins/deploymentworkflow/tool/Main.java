package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.release.ReleaseRefused;
import io.jenkins.plugins.deploymentworkflow.strategy.PlanRefused;
import io.jenkins.plugins.deploymentworkflow.tool.demo.DemoCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command-line tool: the same library and the same ledger as the plugin, with or without Jenkins. */
@Command(
        name = Main.NAME,
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
        })
public final class Main implements Runnable {
    static final String NAME = "deployment-workflow";

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int REFUSED = 3;
    static final int ABORTED = 130;

    /** By their names, in the order of the help. To read a name from its class takes more time than many a command. */
    private static final Map<String, Class<?>> COMMANDS = commandsByName();

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
        CommandLine commands = commands(List.of(arguments));
        // Otherwise 'promot production --version 1.4.0' would ask for the tool's own version, and end well.
        if (arguments.length > 0
                && !arguments[0].startsWith("-")
                && !commands.getSubcommands().containsKey(arguments[0])) {
            return Misuse.report(new UnmatchedArgumentException(commands, List.of(arguments[0])), arguments);
        }
        return commands.execute(arguments);
    }

    private static Map<String, Class<?>> commandsByName() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("plan", PlanCommand.class);
        commands.put("prepare", PrepareCommand.class);
        commands.put("stage", StageCommand.class);
        commands.put("smoke", SmokeCommand.class);
        commands.put("promote", PromoteCommand.class);
        commands.put("rollback", RollbackCommand.class);
        commands.put("status", StatusCommand.class);
        commands.put("history", HistoryCommand.class);
        commands.put("approve", ApproveCommand.class);
        commands.put("abort", AbortCommand.class);
        commands.put("resume", ResumeCommand.class);
        commands.put("window", WindowCommand.class);
        commands.put("ledger", LedgerCommand.class);
        commands.put("config", ConfigCommand.class);
        commands.put("version", VersionCommand.class);
        commands.put("release", ReleaseCommand.class);
        commands.put("hotfix", HotfixCommand.class);
        commands.put("fleet", FleetCommand.class);
        commands.put("demo", DemoCommand.class);
        return commands;
    }

    /** All of them. */
    static CommandLine commands() {
        CommandLine all = new CommandLine(new Main());
        for (Map.Entry<String, Class<?>> one : COMMANDS.entrySet()) {
            all.addSubcommand(one.getKey(), one.getValue());
        }
        return prepared(all.addSubcommand(CommandLine.HelpCommand.class));
    }

    /**
     * The one that is named, alone, and of its own commands the one that is named: to make all of them takes longer than
     * many a command. All, when there is none.
     */
    private static CommandLine commands(List<String> arguments) {
        Class<?> type = arguments.isEmpty() ? null : COMMANDS.get(arguments.get(0));
        if (type == null) {
            return commands();
        }
        String name = arguments.get(0);
        Object command = arguments.size() < 2 ? type : named(name, type, arguments.get(1));
        return prepared(new CommandLine(CommandSpec.create().name(NAME)).addSubcommand(name, command));
    }

    private static Object named(String name, Class<?> type, String inner) {
        for (Class<?> one : type.getAnnotation(Command.class).subcommands()) {
            if (one.getAnnotation(Command.class).name().equals(inner)) {
                return new CommandLine(CommandSpec.create().name(name)).addSubcommand(one);
            }
        }
        return type;
    }

    private static CommandLine prepared(CommandLine commands) {
        Handlers handlers = new Handlers();
        return commands.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(handlers)
                .setExecutionExceptionHandler(handlers);
    }

    /** No lambdas: one over picocli's types would keep its largest class out of Java's archive. */
    private static final class Handlers implements IParameterExceptionHandler, IExecutionExceptionHandler {
        @Override
        public int handleParseException(ParameterException e, String[] arguments) {
            return Misuse.report(e, arguments);
        }

        @Override
        public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
            return failed(e, parsed);
        }
    }

    @Override
    public void run() {
        throw Misuse.missingCommand(spec);
    }

    private static int failed(Exception e, CommandLine.ParseResult parsed) {
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
