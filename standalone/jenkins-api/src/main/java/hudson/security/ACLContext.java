package hudson.security;

import org.springframework.security.core.context.SecurityContext;

public class ACLContext implements AutoCloseable {
    private ACLContext() {}

    public native SecurityContext getPreviousContext2();

    @Override
    public native void close();
}
