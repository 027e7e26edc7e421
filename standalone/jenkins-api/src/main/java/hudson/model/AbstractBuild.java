package hudson.model;

import hudson.FilePath;
import java.io.IOException;
import java.util.Set;

public abstract class AbstractBuild<P extends AbstractProject<P, R>, R extends AbstractBuild<P, R>> extends Run<P, R> {
    protected AbstractBuild(P job) throws IOException {
        super(null);
    }

    public final native P getProject();

    public native Node getBuiltOn();

    public final native FilePath getWorkspace();

    public native Set<String> getSensitiveBuildVariables();
}
