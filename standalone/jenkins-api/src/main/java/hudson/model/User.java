package hudson.model;

import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

public class User extends AbstractModelObject implements AccessControlled, Comparable<User> {
    private User() {}

    public native String getId();

    public native String getUrl();

    public native String getFullName();

    @Override
    public native String getDisplayName();

    @Override
    public native int compareTo(User that);

    @Override
    public native ACL getACL();

    public native List<String> getAuthorities();

    public native Authentication impersonate2() throws UsernameNotFoundException;

    public static native User current();

    public static native User getById(String id, boolean create);

    public static native User get(String idOrFullName, boolean create, Map context);

    public static native User get2(Authentication a);
}
