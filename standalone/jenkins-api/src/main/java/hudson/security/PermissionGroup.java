package hudson.security;

import org.jvnet.localizer.Localizable;

public final class PermissionGroup {
    public final Localizable title = null;

    public PermissionGroup(Class owner, Localizable title) throws IllegalStateException {}

    public PermissionGroup(String id, Class owner, Localizable title) throws IllegalStateException {}

    public native String getId();
}
