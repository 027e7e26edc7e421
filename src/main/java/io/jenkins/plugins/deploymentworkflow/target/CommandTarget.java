package io.jenkins.plugins.deploymentworkflow.target;

import io.jenkins.plugins.deploymentworkflow.command.Command;
import io.jenkins.plugins.deploymentworkflow.command.CommandStatus;
import io.jenkins.plugins.deploymentworkflow.command.Commands;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Nothing to deploy to: it runs the commands of a plan, and there is nothing to observe. */
public final class CommandTarget implements Target {
    private final Commands commands;
    private final Map<String, String> environment;

    /** @param environment what every command gets; may hold secrets */
    public CommandTarget(Commands commands, Map<String, String> environment) {
        this.commands = commands;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String kind() {
        return "commands";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public CompletableFuture<Fleet> observe() {
        return CompletableFuture.completedFuture(new Fleet(0, List.of(), Map.of(), Map.of()));
    }

    @Override
    public void start(String handle, Action action) {
        if (action instanceof Action.RunCommand run) {
            commands.start(handle, new Command(run.purpose(), run.command(), environment, run.timeout()));
        }
    }

    @Override
    public Progress poll(String handle, Action action) {
        if (!(action instanceof Action.RunCommand run)) {
            return new Progress.Failed("there is no target to " + action.name());
        }
        CommandStatus status = commands.poll(handle);
        if (status instanceof CommandStatus.Running running) {
            return new Progress.Running(running.output());
        }
        if (status instanceof CommandStatus.Unknown) {
            return new Progress.Unknown();
        }
        if (status instanceof CommandStatus.Exited exited && exited.code() == 0) {
            return new Progress.Done("");
        }
        String what = status instanceof CommandStatus.Exited exited
                ? "ended with " + exited.code() + ": " + exited.output()
                : ((CommandStatus.Broken) status).message();
        return new Progress.Failed(run.purpose() + " " + what);
    }

    @Override
    public void cancel(String handle) {
        commands.cancel(handle);
    }
}
