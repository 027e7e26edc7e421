package org.jenkinsci.plugins.workflow.steps;

public class StepExecutions {
    private StepExecutions() {}

    @FunctionalInterface
    public interface SynchronousBody {
        Object call(StepContext context) throws Exception;
    }

    @FunctionalInterface
    public interface SynchronousBodyVoid {
        void call(StepContext context) throws Exception;
    }

    @FunctionalInterface
    public interface BlockBody {
        void call(StepContext context, BodyInvoker invoker) throws Exception;
    }

    public static native StepExecution synchronous(StepContext context, SynchronousBody body);

    public static native StepExecution synchronousVoid(StepContext context, SynchronousBodyVoid body);

    public static native StepExecution synchronousNonBlocking(StepContext context, SynchronousBody body);

    public static native StepExecution synchronousNonBlockingVoid(StepContext context, SynchronousBodyVoid body);

    public static native StepExecution block(StepContext context, BlockBody body);
}
