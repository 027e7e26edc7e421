package io.jenkins.plugins.deploymentworkflow.steps.release;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.deploymentworkflow.global.BuildRights;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentPermissions;
import io.jenkins.plugins.deploymentworkflow.runtime.Background;
import io.jenkins.plugins.deploymentworkflow.runtime.BuildOrigin;
import io.jenkins.plugins.deploymentworkflow.runtime.Reasons;
import io.jenkins.plugins.deploymentworkflow.steps.StepReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.springframework.security.core.Authentication;

/**
 * Has the work of a step done on the node of its workspace. After a restart of the controller, or when the node was away,
 * the same work is begun again; it is of a kind that this ends as if nothing had been in between.
 */
final class RepositoryStepExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final String function;
    private final RepositoryWork work;
    private final String credentialsId;
    private final boolean changes;
    private String step = "";
    private volatile Throwable stopping;
    private transient volatile String status;
    private transient Thread working;
    private transient boolean replied;

    /** @param changes whether the remote repository may be changed, which not everybody may */
    RepositoryStepExecution(
            StepContext context, String function, RepositoryWork work, String credentialsId, boolean changes) {
        super(context);
        this.function = function;
        this.work = work;
        this.credentialsId = credentialsId;
        this.changes = changes;
    }

    @Override
    public boolean start() throws Exception {
        Run<?, ?> run = getContext().get(Run.class);
        step = BuildOrigin.step(run, getContext().get(FlowNode.class).getId());
        begin();
        return false;
    }

    @Override
    public void onResume() {
        super.onResume();
        begin();
    }

    @Override
    public synchronized void stop(Throwable cause) throws Exception {
        boolean first = stopping == null;
        stopping = cause;
        if (first && working != null) {
            // The node hears of it, and ends git.
            working.interrupt();
        } else {
            fail(cause);
        }
    }

    @Override
    public String getStatus() {
        return function + ": " + (status == null ? "under way" : status);
    }

    private void begin() {
        new Background().run(this::attempt);
    }

    private void attempt() {
        synchronized (this) {
            if (stopping != null) {
                fail(stopping);
                return;
            }
            working = Thread.currentThread();
        }
        try {
            Map<String, Object> answer = answer();
            if (idle()) {
                reply(() -> getContext().onSuccess(answer));
            }
        } catch (Away e) {
            if (idle()) {
                status = e.getMessage();
                new Background().run(this::attempt, AGAIN);
            }
        } catch (InterruptedException e) {
            idle();
            fail(stopping == null ? e : stopping);
        } catch (IOException | RuntimeException e) {
            idle();
            fail(stopping == null ? Reasons.plain(e) : stopping);
        }
    }

    /** Whether the step goes on; no interruption comes after this. */
    private synchronized boolean idle() {
        working = null;
        boolean interrupted = Thread.interrupted();
        if (stopping != null) {
            fail(stopping);
        }
        return stopping == null && !interrupted;
    }

    private void fail(Throwable reason) {
        reply(() -> getContext().onFailure(reason));
    }

    private synchronized void reply(Runnable answer) {
        if (!replied) {
            replied = true;
            StepReply.give(getContext(), answer);
        }
    }

    private Map<String, Object> answer() throws IOException, InterruptedException {
        FilePath workspace = here(FilePath.class);
        EnvVars variables = here(EnvVars.class);
        TaskListener log = here(TaskListener.class);
        Run<?, ?> run = here(Run.class);
        Authentication runsAs = here(FlowExecution.class).getAuthentication2();
        if (changes) {
            BuildRights.check(run, runsAs, DeploymentPermissions.PROMOTE);
        }
        RepositoryWork informed = work.informed(run, runsAs);
        status = null;
        try {
            return workspace.act(new OnRepository(
                    step,
                    informed,
                    GitCredentialKind.access(run, credentialsId),
                    variables,
                    WorkspaceList.tempDir(workspace).getRemote(),
                    log));
        } catch (ChannelClosedException | RequestAbortedException e) {
            throw new Away("the agent went away", e);
        }
    }

    private <T> T here(Class<T> type) throws IOException, InterruptedException {
        T found;
        try {
            found = getContext().get(type);
        } catch (IOException e) {
            throw new Away("the agent is away: " + e.getMessage(), e);
        }
        if (found == null) {
            throw new Away("the agent is away", null);
        }
        return found;
    }

    /** The node cannot be asked now; it may come back, and if it does not, the Pipeline ends the step. */
    private static final class Away extends IOException {
        private static final long serialVersionUID = 1L;

        Away(String message, Exception cause) {
            super(message, cause);
        }
    }
}
