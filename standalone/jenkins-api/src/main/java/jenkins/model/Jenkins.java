package jenkins.model;

import hudson.ExtensionList;
import hudson.FilePath;
import hudson.Launcher;
import hudson.init.InitMilestone;
import hudson.model.AbstractCIBase;
import hudson.model.Computer;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.security.SecurityRealm;
import hudson.util.VersionNumber;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

public class Jenkins extends AbstractCIBase implements AccessControlled {
    public static final Permission ADMINISTER = null;
    public static final Permission MANAGE = null;
    public static final Permission SYSTEM_READ = null;
    public static final Permission READ = null;

    public static final Authentication ANONYMOUS2 = null;

    private Jenkins() {}

    public static native Jenkins get() throws IllegalStateException;

    public static native Jenkins getInstanceOrNull();

    public static native Authentication getAuthentication2();

    public static native VersionNumber getVersion();

    @Override
    public native String getDisplayName();

    @Override
    public native String getFullName();

    @Override
    public native String getFullDisplayName();

    public native String getLegacyInstanceId();

    @Override
    public native FilePath getRootPath();

    @Override
    public native Launcher createLauncher(TaskListener listener);

    public native Descriptor getDescriptor(String id);

    public native Descriptor getDescriptor(Class<? extends Describable> type);

    public native Descriptor getDescriptorOrDie(Class<? extends Describable> type);

    public native <T extends Descriptor> T getDescriptorByType(Class<T> type);

    public native <T> ExtensionList<T> getExtensionList(Class<T> extensionType);

    @Override
    public native List<TopLevelItem> getItems();

    @Override
    public native TopLevelItem getItem(String name) throws AccessDeniedException;

    public native <T extends Item> T getItemByFullName(String fullName, Class<T> type) throws AccessDeniedException;

    public native Item getItemByFullName(String fullName);

    public native Computer getComputer(String name);

    public native Node getNode(String name);

    public native String getRootUrl() throws IllegalStateException;

    @Override
    public native File getRootDir();

    @Override
    public native ACL getACL();

    public native SecurityRealm getSecurityRealm();

    public native InitMilestone getInitLevel();

    public native boolean isTerminating();

    @Override
    public native void save() throws IOException;
}
