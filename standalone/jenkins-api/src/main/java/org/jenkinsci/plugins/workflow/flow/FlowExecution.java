package org.jenkinsci.plugins.workflow.flow;

import org.springframework.security.core.Authentication;

public abstract class FlowExecution {
    public abstract FlowExecutionOwner getOwner();

    public native Authentication getAuthentication2();
}
