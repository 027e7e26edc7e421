package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.runtime.AgentCommand;
import io.jenkins.plugins.deploymentworkflow.runtime.BuildOrigin;
import io.jenkins.plugins.deploymentworkflow.runtime.CommandFile;
import io.jenkins.plugins.deploymentworkflow.runtime.Errand;
import io.jenkins.plugins.deploymentworkflow.runtime.KeptCommands;
import io.jenkins.plugins.deploymentworkflow.runtime.OperationCourse;
import io.jenkins.plugins.deploymentworkflow.runtime.Reasons;
import io.jenkins.plugins.deploymentworkflow.runtime.StepWorkspace;
import io.jenkins.plugins.deploymentworkflow.runtime.Workplace;
import io.jenkins.plugins.deploymentworkflow.ui.DeploymentAction;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Runs one operation as a step. Only names are kept over a restart of the controller: the ledger knows where the
 * operation stands.
 */
class OperationStepExecution extends StepExecution {
    private static final long serialVersionUID = 1L;

    private final Wish wish;
    private final ConcurrentHashMap<String, AgentCommand> commands = new ConcurrentHashMap<>();
    private String deployment = "";
    private volatile long printed;
    private volatile Throwable stopping;
    private transient volatile OperationCourse course;
    private transient volatile StepWorkspace workspace;

    OperationStepExecution(StepContext context, Wish wish) {
        super(context);
        this.wish = wish;
    }

    @Override
    public boolean start() throws Exception {
        Run<?, ?> run = getContext().get(Run.class);
        FlowNode step = getContext().get(FlowNode.class);
        deployment = BuildOrigin.deployment(wish.operation(), run, step.getId());
        course().begin();
        return false;
    }

    @Override
    public void onResume() {
        super.onResume();
        OperationCourse taken = course();
        if (stopping != null) {
            taken.abort(Reasons.by(causes(stopping)), reason(stopping));
        }
        taken.goOn();
    }

    /**
     * The first time, asks for the end of the operation; the step ends when the environment is safe. The second time,
     * the step ends at once, and the operation goes on to its end without it.
     */
    @Override
    public void stop(Throwable cause) throws Exception {
        if (stopping != null) {
            getContext().onFailure(stopping);
            return;
        }
        stopping = cause;
        course().abort(Reasons.by(causes(cause)), reason(cause));
    }

    @Override
    public String getStatus() {
        OperationCourse running = course;
        return wish.operation().word() + " " + wish.environment() + ": "
                + (running == null ? "not under way" : running.status());
    }

    /**
     * What the script gets, once the operation has ended, however it ended; called on a background thread.
     *
     * @throws IOException when something that belongs to the end failed; the step fails then
     */
    Map<String, Object> conclude(OperationResult result, StepWorkspace at) throws IOException, InterruptedException {
        return Results.of(result);
    }

    /** Ends the step well; called on the Pipeline's own thread. */
    void succeed(Map<String, Object> result) {
        getContext().onSuccess(result);
    }

    /** Ends the step badly; on whatever thread. */
    final void fail(Throwable reason) {
        StepReply.give(getContext(), () -> getContext().onFailure(reason));
    }

    private synchronized OperationCourse course() {
        if (course == null) {
            workspace = new StepWorkspace(getContext());
            course = new OperationCourse(
                    Errand.of(deployment, wish.wanted(), workspace), workspace, new Kept(), printed, new Watcher());
        }
        return course;
    }

    /** What the log has is not told again after a restart. */
    private void writeObject(ObjectOutputStream out) throws IOException {
        OperationCourse running = course;
        if (running != null) {
            printed = running.printed();
        }
        out.defaultWriteObject();
    }

    private static Collection<CauseOfInterruption> causes(Throwable stopping) {
        return stopping instanceof FlowInterruptedException interrupted ? interrupted.getCauses() : List.of();
    }

    private static String reason(Throwable stopping) {
        String words = Reasons.words(causes(stopping));
        return !words.isEmpty() || stopping.getMessage() == null ? words : stopping.getMessage();
    }

    private final class Kept implements KeptCommands {
        private boolean recalled;

        @Override
        public synchronized Map<String, AgentCommand> commands() {
            if (!recalled) {
                CommandFile.recall(deployment, commands);
                recalled = true;
            }
            return commands;
        }

        /** One at a time: what is written last has all. */
        @Override
        public synchronized void save() {
            getContext().saveState();
            CommandFile.of(deployment, commands).save();
        }

        @Override
        public void cleanUp(Workplace at) {
            CommandFile.of(deployment, commands).cleanUp(at);
        }
    }

    private final class Watcher implements OperationCourse.Watcher {
        @Override
        public void begun(String application, String environment) throws IOException, InterruptedException {
            DeploymentAction.add(workspace.run(), application, environment, deployment);
            getContext().saveState();
        }

        @Override
        public void ended(OperationResult result) {
            try {
                Map<String, Object> told = conclude(result, workspace);
                if (stopping != null) {
                    fail(stopping);
                } else if (result.succeeded()) {
                    StepReply.give(getContext(), () -> succeed(told));
                } else {
                    fail(new AbortException(result.failure()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail(e);
            } catch (IOException | RuntimeException e) {
                failed(e);
            }
        }

        @Override
        public void failed(Exception reason) {
            fail(stopping != null ? stopping : Reasons.plain(reason));
        }
    }
}
