package hudson.tasks;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.Action;
import hudson.model.BuildListener;
import java.io.IOException;
import java.util.Collection;

@Deprecated
public abstract class BuildStepCompatibilityLayer implements BuildStep {
    @Override
    public native boolean prebuild(AbstractBuild<?, ?> build, BuildListener listener);

    @Override
    public native boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException;

    @Override
    public native Action getProjectAction(AbstractProject<?, ?> project);

    @Override
    public native Collection<? extends Action> getProjectActions(AbstractProject<?, ?> project);
}
