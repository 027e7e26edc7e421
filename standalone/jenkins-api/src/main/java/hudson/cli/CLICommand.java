package hudson.cli;

import hudson.ExtensionPoint;
import java.io.PrintStream;

public abstract class CLICommand implements ExtensionPoint, Cloneable {
    public transient PrintStream stdout = null;
    public transient PrintStream stderr = null;

    public CLICommand() {}

    public native String getName();

    public abstract String getShortDescription();

    protected abstract int run() throws Exception;
}
