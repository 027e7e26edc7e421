package hudson.model;

import java.util.Collection;
import jenkins.model.CauseOfInterruption;

public class Executor extends Thread implements ModelObject {
    private Executor() {}

    @Override
    public native String getDisplayName();

    @Override
    public native void interrupt();

    public static native Executor currentExecutor();

    public native Collection<CauseOfInterruption> getCausesOfInterruption();

    public native void interrupt(Result result);

    public native void interrupt(Result result, CauseOfInterruption... causes);
}
