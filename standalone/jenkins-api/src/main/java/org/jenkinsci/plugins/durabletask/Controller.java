package org.jenkinsci.plugins.durabletask;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

public abstract class Controller implements Serializable {
    public native void watch(FilePath workspace, Handler handler, TaskListener listener)
            throws IOException, InterruptedException, UnsupportedOperationException;

    public abstract boolean writeLog(FilePath workspace, OutputStream sink) throws IOException, InterruptedException;

    public native Integer exitStatus(FilePath workspace, Launcher launcher, TaskListener logger)
            throws IOException, InterruptedException;

    public native byte[] getOutput(FilePath workspace, Launcher launcher) throws IOException, InterruptedException;

    public native void stop(FilePath workspace, Launcher launcher) throws IOException, InterruptedException;

    public abstract void cleanup(FilePath workspace) throws IOException, InterruptedException;

    public native String getDiagnostics(FilePath workspace, Launcher launcher) throws IOException, InterruptedException;
}
