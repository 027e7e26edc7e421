package hudson.model;

import hudson.FilePath;
import hudson.Launcher;
import hudson.security.AccessControlled;
import hudson.security.ACL;

public abstract class Node extends AbstractModelObject implements AccessControlled {
    @Override
    public native String getDisplayName();

    public abstract String getNodeName();

    public abstract Launcher createLauncher(TaskListener listener);

    public final native Computer toComputer();

    public abstract FilePath getRootPath();

    public native FilePath createPath(String absolutePath);

    @Override
    public native ACL getACL();
}
