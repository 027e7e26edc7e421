package org.jenkinsci.plugins.workflow.steps;

import hudson.console.ConsoleLogFilter;
import java.util.Collection;

public abstract class BodyInvoker {
    public abstract BodyInvoker withContext(Object override);

    public native BodyInvoker withContexts(Object... overrides);

    public native BodyInvoker withContexts(Collection<?> overrides);

    public abstract BodyInvoker withDisplayName(String name);

    public abstract BodyInvoker withCallback(BodyExecutionCallback callback);

    public abstract BodyExecution start();

    public static native ConsoleLogFilter mergeConsoleLogFilters(
            ConsoleLogFilter original, ConsoleLogFilter subsequent);
}
