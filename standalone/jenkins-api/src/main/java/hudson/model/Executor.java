package hudson.model;

import jenkins.model.CauseOfInterruption;

public class Executor extends Thread implements ModelObject {
    private Executor() {}

    @Override
    public native String getDisplayName();

    @Override
    public native void interrupt();

    public native void interrupt(Result result);

    public native void interrupt(Result result, CauseOfInterruption... causes);
}
