package hudson.model;

import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.io.File;
import java.io.IOException;
import java.util.Collection;

public abstract class AbstractItem extends Actionable implements Item, AccessControlled {
    protected AbstractItem(ItemGroup parent, String name) {}

    @Override
    public native String getName();

    @Override
    public native String getDisplayName();

    @Override
    public final native String getFullName();

    @Override
    public final native String getFullDisplayName();

    @Override
    public native ItemGroup getParent();

    public native String getDescription();

    @Override
    public native File getRootDir();

    @Override
    public abstract Collection<? extends Job> getAllJobs();

    @Override
    public final native String getUrl();

    @Override
    public native String getShortUrl();

    @Override
    public native ACL getACL();

    @Override
    public native void save() throws IOException;
}
