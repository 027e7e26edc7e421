package io.jenkins.plugins.deploymentworkflow.steps;

import java.io.IOException;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Tells the Pipeline what came of a step, and not before the Pipeline waits for it. Until a step's {@code start} has
 * returned, the Pipeline takes every answer for that of a step which ends at once; from another thread it may not be
 * given then, and a step with a body would be left without its end in the flow graph.
 */
public final class StepReply {
    private StepReply() {}

    /**
     * Gives the answer on the Pipeline's own thread, after what that is doing now; so after {@code start}, which it runs.
     * Without a Pipeline that is under way, at once.
     */
    public static void give(StepContext context, Runnable answer) {
        FlowExecution pipeline;
        try {
            pipeline = context.get(FlowExecution.class);
        } catch (IOException e) {
            pipeline = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pipeline = null;
        }
        if (pipeline == null) {
            answer.run();
        } else {
            // Not for what it finds, but for when: the one thing that a Pipeline does in its turn for everybody.
            pipeline.getCurrentExecutions(true).addListener(answer, Runnable::run);
        }
    }
}
