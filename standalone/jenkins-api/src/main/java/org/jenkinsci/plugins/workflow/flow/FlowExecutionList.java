package org.jenkinsci.plugins.workflow.flow;

import java.util.Iterator;

public class FlowExecutionList implements Iterable<FlowExecution> {
    @Override
    public native Iterator<FlowExecution> iterator();

    public static native FlowExecutionList get();
}
