package org.jenkinsci.plugins.workflow.steps;

public abstract class GeneralNonBlockingStepExecution extends StepExecution {
    protected GeneralNonBlockingStepExecution(StepContext context) {}

    protected final native void run(Block block);

    @Override
    public native void stop(Throwable cause) throws Exception;

    @Override
    public native void onResume();

    @FunctionalInterface
    protected interface Block {
        void run() throws Exception;
    }

    protected abstract class TailCall extends BodyExecutionCallback {
        protected TailCall() {}

        protected abstract void finished(StepContext context) throws Exception;

        @Override
        public final native void onSuccess(StepContext context, Object result);

        @Override
        public final native void onFailure(StepContext context, Throwable t);
    }
}
