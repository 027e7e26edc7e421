package org.jenkinsci.plugins.workflow.flow;

import com.google.common.util.concurrent.ListenableFuture;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.springframework.security.core.Authentication;

public abstract class FlowExecution {
    public abstract FlowExecutionOwner getOwner();

    public native ListenableFuture<List<StepExecution>> getCurrentExecutions(boolean innerMostOnly);

    public native Authentication getAuthentication2();
}
