package hudson.model;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import java.io.File;
import java.io.IOException;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;

public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements ExtensionPoint, Comparable<RunT>, AccessControlled, PersistenceRoot {
    public static final PermissionGroup PERMISSIONS = null;
    public static final Permission DELETE = null;
    public static final Permission UPDATE = null;

    protected Run(JobT job) throws IOException {}

    @Override
    public native void addAction(Action a);

    @Override
    public native int compareTo(RunT that);

    public native Result getResult();

    public native void setResult(Result r);

    public native boolean isBuilding();

    public native Executor getExecutor();

    public native List<Cause> getCauses();

    public native <T extends Cause> T getCause(Class<T> type);

    public native JobT getParent();

    public native Calendar getTimestamp();

    public final native Date getTime();

    public final native long getTimeInMillis();

    public final native long getStartTimeInMillis();

    public native long getDuration();

    public native String getDescription();

    public native void setDescription(String description) throws IOException;

    public native String getFullDisplayName();

    @Override
    public native String getDisplayName();

    public native void setDisplayName(String value) throws IOException;

    public native int getNumber();

    public native RunT getPreviousBuild();

    public native RunT getNextBuild();

    public native String getUrl();

    @Deprecated
    public final native String getAbsoluteUrl();

    public native String getId();

    @Override
    public native File getRootDir();

    @Override
    public native ACL getACL();

    @Override
    public native void save() throws IOException;

    public native EnvVars getEnvironment(TaskListener listener) throws IOException, InterruptedException;

    public final native EnvVars getCharacteristicEnvVars();

    public native String getExternalizableId();

    public static native Run<?, ?> fromExternalizableId(String id)
            throws IllegalArgumentException, AccessDeniedException;
}
