package org.jenkinsci.plugins.workflow.steps;

import com.google.common.base.Function;
import com.google.common.util.concurrent.ListenableFuture;
import java.io.Serializable;
import java.util.function.Consumer;

public abstract class StepExecution implements Serializable {
    @Deprecated
    protected StepExecution() {}

    protected StepExecution(StepContext context) {}

    public native StepContext getContext();

    public abstract boolean start() throws Exception;

    public native void stop(Throwable cause) throws Exception;

    public native void onResume();

    public native String getStatus();

    public native boolean blocksRestart();

    public static native ListenableFuture<?> acceptAll(Consumer<StepExecution> c);

    public static native <T extends StepExecution> ListenableFuture<?> acceptAll(Class<T> type, Consumer<T> c);

    @Deprecated
    public static native <T extends StepExecution> ListenableFuture<?> applyAll(Class<T> type, Function<T, Void> f);
}
