package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.runtime.AgentCommand;
import io.jenkins.plugins.deploymentworkflow.runtime.KeptCommands;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import io.jenkins.plugins.deploymentworkflow.runtime.StepWorkspace;
import io.jenkins.plugins.deploymentworkflow.strategy.PlanRefused;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import io.jenkins.plugins.deploymentworkflow.ui.DeploymentAction;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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
            taken.abort(by(stopping), reason(stopping));
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
        course().abort(by(cause), reason(cause));
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

    /** Ends the step well. */
    void succeed(Map<String, Object> result) {
        getContext().onSuccess(result);
    }

    private synchronized OperationCourse course() {
        if (course == null) {
            workspace = new StepWorkspace(getContext());
            course = new OperationCourse(deployment, wish, workspace, new Kept(), printed, new Watcher());
        }
        return course;
    }

    private static String by(Throwable cause) {
        if (cause instanceof FlowInterruptedException interrupted) {
            for (CauseOfInterruption each : interrupted.getCauses()) {
                if (each instanceof CauseOfInterruption.UserInterruption user) {
                    return user.getUserId();
                }
            }
        }
        return "Jenkins";
    }

    private static String reason(Throwable cause) {
        if (cause instanceof FlowInterruptedException interrupted
                && !interrupted.getCauses().isEmpty()) {
            return interrupted.getCauses().stream()
                    .map(CauseOfInterruption::getShortDescription)
                    .collect(Collectors.joining("; "));
        }
        return cause.getMessage() == null ? "" : cause.getMessage();
    }

    private final class Kept implements KeptCommands {
        @Override
        public Map<String, AgentCommand> commands() {
            return commands;
        }

        @Override
        public void save() {
            printed = course().printed();
            getContext().saveState();
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
                tidyUp();
                if (stopping != null) {
                    getContext().onFailure(stopping);
                } else if (result.succeeded()) {
                    succeed(told);
                } else {
                    getContext().onFailure(new AbortException(failure(result)));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                getContext().onFailure(e);
            } catch (IOException | RuntimeException e) {
                failed(e);
            }
        }

        @Override
        public void failed(Exception reason) {
            Ledgers.get().forget(deployment);
            getContext().onFailure(stopping != null ? stopping : plain(reason));
        }

        private void tidyUp() {
            Ledgers.get().forget(deployment);
            try {
                workspace.use((directory, launcher) -> {
                    for (AgentCommand command : commands.values()) {
                        command.cleanUp(directory);
                    }
                    return null;
                });
            } catch (IOException | RuntimeException e) {
                // The agent is away; its own clean-up of temporary directories sees to it.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String failure(OperationResult result) {
        String what = result.operation() + " of " + result.application()
                + (result.version().isEmpty() ? "" : " " + result.version()) + " in " + result.environment();
        String how =
                switch (result.outcome()) {
                    case "rolled-back" -> "was rolled back"
                            + (result.previousVersion().isEmpty()
                                    ? ""
                                    : ", " + result.previousVersion() + " serves again");
                    case "aborted" -> "was aborted";
                    default -> "failed";
                };
        return what + " " + how + ": " + result.reason() + " (" + result.deploymentId() + ")";
    }

    /** Without a stack trace when the message says all there is to say. */
    private static Throwable plain(Exception reason) {
        boolean said = reason instanceof IOException
                || reason instanceof ConfigurationException
                || reason instanceof Refused
                || reason instanceof PlanRefused
                || reason instanceof TargetException
                || reason instanceof LedgerException
                || reason instanceof IllegalArgumentException;
        return !said || reason instanceof AbortException ? reason : new AbortException(reason.getMessage());
    }
}
