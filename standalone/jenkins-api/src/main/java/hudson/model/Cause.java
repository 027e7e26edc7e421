package hudson.model;

import java.util.List;

public abstract class Cause {
    public abstract String getShortDescription();

    public void print(TaskListener listener) {}

    public static class UpstreamCause extends Cause {
        public UpstreamCause(Run<?, ?> up) {}

        public native List<Cause> getUpstreamCauses();

        @Override
        public native String getShortDescription();
    }

    public static class UserIdCause extends Cause {
        public UserIdCause() {}

        public UserIdCause(String userId) {}

        public native String getUserId();

        public native String getUserName();

        @Override
        public native String getShortDescription();
    }
}
