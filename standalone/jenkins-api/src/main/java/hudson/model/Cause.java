package hudson.model;

public abstract class Cause {
    public abstract String getShortDescription();

    public void print(TaskListener listener) {}

    public static class UserIdCause extends Cause {
        public UserIdCause() {}

        public UserIdCause(String userId) {}

        public native String getUserId();

        public native String getUserName();

        @Override
        public native String getShortDescription();
    }
}
