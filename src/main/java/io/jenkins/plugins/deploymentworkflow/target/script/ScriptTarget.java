package io.jenkins.plugins.deploymentworkflow.target.script;

import io.jenkins.plugins.deploymentworkflow.command.CommandStatus;
import io.jenkins.plugins.deploymentworkflow.command.Commands;
import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings.Script;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Whatever the user's own commands deploy to. It knows what they tell: each exit code, and what {@code observe} prints
 * when there is one. Without it, what the commands that succeeded have set is believed.
 */
public final class ScriptTarget implements Target {
    /** The purpose of a command that puts a version in place. */
    public static final String DEPLOY = "deploy";

    /** The purpose of a command that says whether a version works. */
    public static final String VERIFY = "verify";

    /** The purpose of a command that goes back to a version. */
    public static final String ROLLBACK = "rollback";

    private static final Executor SOON = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);

    private final Script settings;
    private final Commands commands;
    private final ScriptCommands lines;
    private final String directory;
    private final Map<String, String> refused = new ConcurrentHashMap<>();
    private ScriptState state;

    /**
     * @param events what this deployment has done so far, in order; none before it begins
     */
    public ScriptTarget(Script settings, ScriptContext context, Commands commands, List<Event> events) {
        this.settings = settings;
        this.commands = commands;
        this.lines = new ScriptCommands(settings, context);
        this.directory = context.directory();
        // What can be observed need not be believed.
        this.state = ScriptState.serving(settings.observe().isPresent() ? "" : context.previousVersion())
                .replay(events);
    }

    @Override
    public String kind() {
        return settings.kind();
    }

    @Override
    public Set<Capability> capabilities() {
        return settings.route().isPresent()
                ? EnumSet.of(Capability.WHOLE, Capability.WEIGHTS)
                : EnumSet.of(Capability.WHOLE);
    }

    @Override
    public void start(String handle, Action action) {
        try {
            var command = lines.of(action);
            change(before -> before.begun(action));
            commands.start(handle, command);
        } catch (IllegalArgumentException e) {
            refused.put(handle, e.getMessage());
        }
    }

    @Override
    public Progress poll(String handle, Action action) {
        if (refused.containsKey(handle)) {
            return new Progress.Failed(refused.get(handle));
        }
        CommandStatus status = commands.poll(handle);
        if (status instanceof CommandStatus.Running running) {
            return new Progress.Running(lastLine(running.output()));
        }
        if (status instanceof CommandStatus.Exited exited && exited.code() == 0) {
            change(before -> before.done(action));
            return new Progress.Done(lastLine(exited.output()));
        }
        if (status instanceof CommandStatus.Unknown) {
            return new Progress.Unknown();
        }
        String message = failure(ScriptCommands.key(action) + " (" + lines.text(action) + ")", status);
        change(before -> before.failed(action, message));
        return new Progress.Failed(message);
    }

    @Override
    public void cancel(String handle) {
        commands.cancel(handle);
    }

    @Override
    public CompletableFuture<Fleet> observe() {
        if (settings.observe().isEmpty()) {
            return CompletableFuture.completedFuture(state().fleet());
        }
        String handle = "observe-" + UUID.randomUUID();
        try {
            commands.start(handle, lines.observe());
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(new TargetException(e.getMessage(), e));
        }
        return CompletableFuture.supplyAsync(() -> commands.poll(handle), SOON)
                .thenCompose(status -> whenEnded(handle, status))
                .thenApply(status -> state().seen(report(status).versions()).fleet());
    }

    /** Also whether what a {@code deploy} or {@code rollback} was to bring into service is there. */
    @Override
    public boolean satisfied(Action action, Fleet fleet) {
        if (action instanceof Action.RunCommand run && ScriptState.changesWhatRuns(run)) {
            return fleet.healthy(run.version()) > 0
                    && (!ScriptState.switchesEverything(run)
                            || fleet.share(run.version()).equals(Share.FULL));
        }
        return Target.super.satisfied(action, fleet);
    }

    private CompletableFuture<CommandStatus> whenEnded(String handle, CommandStatus status) {
        return status instanceof CommandStatus.Running
                ? CompletableFuture.supplyAsync(() -> commands.poll(handle), SOON)
                        .thenCompose(next -> whenEnded(handle, next))
                : CompletableFuture.completedFuture(status);
    }

    private ScriptReport report(CommandStatus status) {
        if (status instanceof CommandStatus.Exited exited && exited.code() == 0) {
            return ScriptReport.of(exited.output());
        }
        throw new TargetException(
                failure("deployment.target.script.observe (" + settings.observe().orElseThrow() + ")", status));
    }

    private String failure(String what, CommandStatus status) {
        if (status instanceof CommandStatus.Exited exited) {
            return what + " failed with exit code " + exited.code() + hint(exited.code())
                    + (exited.output().isEmpty() ? "; it printed nothing" : "; it last printed:\n" + exited.output());
        }
        return what + " " + (status instanceof CommandStatus.Broken broken ? broken.message() : "ended without a trace");
    }

    /** What a POSIX shell means by the code. */
    private String hint(int code) {
        if (code == 127) {
            return ": a command was not found; check that it is installed and that its path is right as seen from "
                    + directory;
        }
        if (code == 126) {
            return ": a command was found that may not be executed; allow it with chmod +x";
        }
        return code > 128 && code < 160 ? ": it was ended by signal " + (code - 128) : "";
    }

    private static String lastLine(String output) {
        return output.substring(output.lastIndexOf('\n') + 1);
    }

    private synchronized ScriptState state() {
        return state;
    }

    private synchronized void change(UnaryOperator<ScriptState> step) {
        state = step.apply(state);
    }
}
