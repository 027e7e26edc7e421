package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowDurabilityHint;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.DurabilityHintJobProperty;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundConstructor;

/** What a step comes to is told to the Pipeline in its turn, however early it is known. */
@WithJenkins
class StepReplyJenkinsTest {
    @ParameterizedTest
    @EnumSource(names = {"PERFORMANCE_OPTIMIZED", "MAX_SURVIVABILITY"})
    void aStepWithABodyThatFailsBeforeItsStartHasReturnedEndsAsAnyOther(
            FlowDurabilityHint durability, JenkinsRule jenkins) throws Exception {
        HastyStep.TROUBLE.set(null);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                """
                try {
                    hasty { echo 'inside' }
                } catch (hudson.AbortException e) {
                    echo "caught: ${e.message}"
                }
                hasty { echo 'inside' }
                """,
                false));
        job.addProperty(new DurabilityHintJobProperty(durability));
        WorkflowRun run = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertNull(HastyStep.TROUBLE.get());
        jenkins.assertLogContains("caught: there is no agent", run);
        jenkins.assertLogContains("ERROR: there is no agent", run);
        jenkins.assertLogNotContains("inside", run);
        List<FlowNode> nodes = new DepthFirstScanner().allNodes(run.getExecution());
        List<FlowNode> begun = nodes.stream()
                .filter(node -> node instanceof BlockStartNode && isHasty(node))
                .toList();
        List<? extends FlowNode> begunOfEnded = nodes.stream()
                .filter(node -> node instanceof BlockEndNode && isHasty(node))
                .map(node -> ((BlockEndNode<?>) node).getStartNode())
                .toList();
        assertEquals(2, begun.size());
        assertEquals(begun, begunOfEnded);
    }

    private static boolean isHasty(FlowNode node) {
        return node instanceof StepNode step && step.getDescriptor() instanceof HastyStep.DescriptorImpl;
    }

    /** A step that fails on another thread before its start has returned. */
    public static final class HastyStep extends Step {
        /** What that thread ended with. */
        private static final AtomicReference<Throwable> TROUBLE = new AtomicReference<>();

        @DataBoundConstructor
        public HastyStep() {}

        @Override
        public StepExecution start(StepContext context) {
            return new Hasty(context);
        }

        private static final class Hasty extends OperationStepExecution {
            private static final long serialVersionUID = 1L;

            Hasty(StepContext context) {
                super(context, Wish.of(Operation.PREPARE, "production", "shop"));
            }

            @Override
            public boolean start() throws Exception {
                Thread background = new Thread(() -> fail(new AbortException("there is no agent")));
                background.setUncaughtExceptionHandler((thread, trouble) -> TROUBLE.set(trouble));
                background.start();
                background.join();
                return false;
            }
        }

        @TestExtension
        public static final class DescriptorImpl extends StepDescriptor {
            @Override
            public String getFunctionName() {
                return "hasty";
            }

            @Override
            public boolean takesImplicitBlockArgument() {
                return true;
            }

            @Override
            public Set<? extends Class<?>> getRequiredContext() {
                return Set.of();
            }
        }
    }
}
