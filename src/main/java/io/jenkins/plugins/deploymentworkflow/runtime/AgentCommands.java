package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.EnvVars;
import hudson.model.TaskListener;
import io.jenkins.plugins.deploymentworkflow.command.Command;
import io.jenkins.plugins.deploymentworkflow.command.CommandStatus;
import io.jenkins.plugins.deploymentworkflow.command.Commands;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.durabletask.BourneShellScript;
import org.jenkinsci.plugins.durabletask.Controller;
import org.jenkinsci.plugins.durabletask.DurableTask;
import org.jenkinsci.plugins.durabletask.WindowsBatchScript;

/**
 * Runs commands in a step's workspace, durably: they go on while the controller restarts. The agent is only asked on
 * another thread, and one thread at a time for each command.
 */
final class AgentCommands implements Commands {
    /** A look is made anew after a restart, so it is not kept with the step. */
    private static final String LOOK = "observe-";

    /** What a check prints is told in its result alone. */
    private static final String CHECK = "/check-";

    /** With it, what a command leaves running would be killed with the build; a deployed service must not be. */
    private static final String COOKIE = "JENKINS_NODE_COOKIE";

    private final Workplace workplace;
    private final KeptCommands kept;
    private final UnaryOperator<String> redact;
    private final Executor background;
    private final Map<String, AgentCommand> passing = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    AgentCommands(Workplace workplace, KeptCommands kept, UnaryOperator<String> redact, Executor background) {
        this.workplace = workplace;
        this.kept = kept;
        this.redact = redact;
        this.background = background;
    }

    @Override
    public void start(String handle, Command command) {
        AgentCommand fresh = new AgentCommand(command, Instant.now());
        AgentCommand started = all(handle)
                .compute(handle, (name, before) -> before == null || isStillborn(name, before) ? fresh : before);
        if (started == fresh) {
            asked.add(handle);
            background.execute(() -> {
                try {
                    launch(handle, fresh, command);
                } finally {
                    asked.remove(handle);
                }
            });
        }
    }

    /** It was kept by a controller that went down before the command began. */
    private boolean isStillborn(String handle, AgentCommand command) {
        // In this order: what is being launched is asked for until it is launched, or has failed.
        return !asked.contains(handle) && !command.isLaunched() && !command.isEnded();
    }

    private void launch(String handle, AgentCommand fresh, Command command) {
        try {
            Controller running = workplace.use((directory, launcher) -> {
                // The first line keeps durable-task from tracing the commands, arguments included, into the log.
                DurableTask task = launcher.isUnix()
                        ? new BourneShellScript("#!/bin/sh\n" + command.text())
                        : new WindowsBatchScript(command.text());
                task.defaultCharset();
                EnvVars environment = workplace.environment();
                environment.putAll(command.environment());
                environment.put(COOKIE, "");
                return task.launch(environment, directory, launcher, TaskListener.NULL);
            });
            fresh.launched(running);
            if (!isPassing(handle)) {
                kept.save();
            }
        } catch (IOException | RuntimeException e) {
            fresh.fail("could not be started: " + redact.apply(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fresh.fail("could not be started: interrupted");
        }
    }

    @Override
    public CommandStatus poll(String handle) {
        AgentCommand command = all(handle).get(handle);
        if (command == null) {
            return new CommandStatus.Unknown();
        }
        if (command.isEnded()) {
            return ended(handle, command);
        }
        if (isStillborn(handle, command)) {
            return new CommandStatus.Unknown();
        }
        if (asked.add(handle)) {
            background.execute(() -> {
                try {
                    look(handle, command);
                } finally {
                    asked.remove(handle);
                }
            });
        }
        return command.status();
    }

    private CommandStatus ended(String handle, AgentCommand command) {
        if (isPassing(handle) && passing.remove(handle, command)) {
            background.execute(() -> cleanUp(command));
        }
        return command.status();
    }

    private void look(String handle, AgentCommand command) {
        try {
            workplace.use((directory, launcher) -> {
                command.look(directory, launcher, tail(handle), Instant.now());
                return null;
            });
        } catch (IOException | RuntimeException e) {
            command.away("the agent cannot be asked: " + redact.apply(String.valueOf(e.getMessage())), Instant.now());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OutputTail tail(String handle) {
        return new OutputTail(redact, isPassing(handle) || handle.contains(CHECK) ? line -> {} : this::print);
    }

    private void print(String line) {
        try {
            workplace.log().getLogger().println("  | " + line);
        } catch (IOException e) {
            // The build is gone; the tail still has the line.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void cancel(String handle) {
        AgentCommand command = all(handle).get(handle);
        if (command != null) {
            command.stop("was stopped");
            poll(handle);
        }
    }

    private void cleanUp(AgentCommand command) {
        try {
            workplace.use((directory, launcher) -> {
                command.cleanUp(directory);
                return null;
            });
        } catch (IOException | RuntimeException e) {
            // The agent is away; its own clean-up of temporary directories sees to it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, AgentCommand> all(String handle) {
        return isPassing(handle) ? passing : kept.commands();
    }

    private static boolean isPassing(String handle) {
        return handle.contains(LOOK);
    }
}
