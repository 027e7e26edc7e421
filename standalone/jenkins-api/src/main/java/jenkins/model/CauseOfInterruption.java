package jenkins.model;

import hudson.model.TaskListener;
import hudson.model.User;
import java.io.Serializable;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean
public abstract class CauseOfInterruption implements Serializable {
    @Exported
    public abstract String getShortDescription();

    public native void print(TaskListener listener);

    public static final class UserInterruption extends CauseOfInterruption {
        public UserInterruption(User user) {}

        public UserInterruption(String userId) {}

        public native String getUserId();

        @Override
        public native String getShortDescription();
    }
}
