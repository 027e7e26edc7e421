package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.ACL;
import hudson.util.RunList;
import java.util.Collection;

public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem
        implements ExtensionPoint {
    protected Job(ItemGroup parent, String name) {
        super(null, null);
    }

    @Override
    public native Collection<? extends Job> getAllJobs();

    public abstract boolean isBuildable();

    public native RunList<RunT> getBuilds();

    public native RunT getBuildByNumber(int n);

    public native RunT getLastBuild();

    public native RunT getLastCompletedBuild();

    public native RunT getLastSuccessfulBuild();

    @Override
    public native ACL getACL();
}
