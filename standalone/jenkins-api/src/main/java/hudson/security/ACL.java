package hudson.security;

import hudson.model.User;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;

public abstract class ACL {
    public static final Authentication SYSTEM2 = null;

    public final native void checkPermission(Permission p);

    public final native boolean hasPermission(Permission p);

    public native boolean hasPermission2(Authentication a, Permission permission);

    public static native SecurityContext impersonate2(Authentication auth);

    public static native ACLContext as2(Authentication auth);

    public static native ACLContext as(User user);

    public static native boolean isAnonymous2(Authentication authentication);
}
