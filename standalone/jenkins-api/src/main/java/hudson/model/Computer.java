package hudson.model;

import hudson.EnvVars;
import hudson.remoting.VirtualChannel;
import hudson.security.AccessControlled;
import java.io.IOException;
import java.util.concurrent.ExecutorService;

public abstract class Computer extends Actionable implements AccessControlled {
    public static final ExecutorService threadPoolForRemoting = null;

    protected Computer(Node node) {}

    public abstract VirtualChannel getChannel();

    public native String getName();

    public abstract Boolean isUnix();

    public native Node getNode();

    public native boolean isOffline();

    public final native boolean isOnline();

    public native EnvVars buildEnvironment(TaskListener listener) throws IOException, InterruptedException;

    public native EnvVars getEnvironment() throws IOException, InterruptedException;

    public static native Computer currentComputer();
}
