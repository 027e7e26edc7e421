package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import io.jenkins.plugins.deploymentworkflow.command.Command;
import io.jenkins.plugins.deploymentworkflow.command.CommandStatus;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.jenkinsci.plugins.durabletask.Controller;

/**
 * One command on an agent. It is kept with the step, so that it is found again after a restart of the controller; its
 * environment is not kept, for it may hold secrets.
 */
public final class AgentCommand implements Serializable {
    private static final long serialVersionUID = 1L;

    /** From asking a command to end until it is given up. */
    static final Duration STOPPING = Duration.ofSeconds(20);

    private final String name;
    private final long timeoutMillis;
    private final long deadline;
    private volatile Controller controller;
    private volatile String stopped = "";
    private volatile long stoppedAt;
    private volatile boolean ended;
    private volatile int code;
    private volatile String output = "";
    private volatile String broken = "";
    private transient volatile OutputTail tail;

    AgentCommand(Command command, Instant now) {
        this.name = command.name();
        this.timeoutMillis = command.timeout().toMillis();
        this.deadline = now.toEpochMilli() + timeoutMillis;
    }

    void launched(Controller running) {
        controller = running;
    }

    boolean isLaunched() {
        return controller != null;
    }

    boolean isEnded() {
        return ended;
    }

    void fail(String message) {
        broken = message;
        ended = true;
    }

    /** Asks for its end; {@link #look} sees to it. */
    synchronized void stop(String why) {
        if (stopped.isEmpty()) {
            stopped = why;
        }
    }

    CommandStatus status() {
        if (!ended) {
            OutputTail seen = tail;
            return new CommandStatus.Running(seen == null ? "" : seen.text());
        }
        return broken.isEmpty() ? new CommandStatus.Exited(code, output) : new CommandStatus.Broken(broken);
    }

    /** Says that the agent cannot be asked now; gives the command up when its time has run out. */
    void away(String why, Instant now) {
        if (now.toEpochMilli() > deadline + STOPPING.toMillis()) {
            fail("could not be followed to its end within " + timeout() + ": " + why);
        }
    }

    /** Asks the agent how it is; one thread at a time. */
    void look(FilePath directory, Launcher launcher, OutputTail to, Instant now)
            throws IOException, InterruptedException {
        if (ended || controller == null) {
            return;
        }
        if (tail == null) {
            tail = to;
        }
        Integer status = controller.exitStatus(directory, launcher, TaskListener.NULL);
        controller.writeLog(directory, tail);
        if (status != null) {
            tail.finish();
            exited(status);
            return;
        }
        if (now.toEpochMilli() > deadline) {
            stop("took longer than " + timeout() + " and was stopped");
        }
        if (stopped.isEmpty()) {
            return;
        }
        if (stoppedAt == 0) {
            controller.stop(directory, launcher);
            stoppedAt = now.toEpochMilli();
        } else if (now.toEpochMilli() > stoppedAt + STOPPING.toMillis()) {
            fail(stopped + ", but has not ended within " + Durations.format(STOPPING));
        }
    }

    private void exited(int status) {
        output = tail.text();
        if (!stopped.isEmpty()) {
            fail(stopped + (output.isEmpty() ? "" : "; it last printed:\n" + output));
        } else if (status < 0) {
            fail("is gone without a trace of its end; was the agent restarted?"
                    + (output.isEmpty() ? "" : " It last printed:\n" + output));
        } else {
            code = status;
            ended = true;
        }
    }

    /** Ends it now, if it is under way; nobody will ask what came of it. */
    void kill(FilePath directory, Launcher launcher) throws IOException, InterruptedException {
        if (controller != null && !ended) {
            controller.stop(directory, launcher);
        }
    }

    /** Removes what the agent keeps of it; afterwards its output is gone. */
    public void cleanUp(FilePath directory) throws IOException, InterruptedException {
        if (controller != null) {
            controller.cleanup(directory);
        }
    }

    private String timeout() {
        return Durations.format(Duration.ofMillis(timeoutMillis));
    }

    @Override
    public String toString() {
        return name;
    }
}
