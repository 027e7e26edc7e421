package hudson.model;

import hudson.security.Permission;
import hudson.util.FormValidation;
import java.util.Collection;
import net.sf.json.JSONObject;
import jenkins.model.GlobalConfigurationCategory;
import jenkins.model.Loadable;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class Descriptor<T extends Describable<T>> implements Loadable, Saveable {
    public final transient Class<? extends T> clazz = null;

    protected Descriptor(Class<? extends T> clazz) {}

    protected Descriptor() {}

    public native String getDisplayName();

    public native String getId();

    public native String getHelpFile();

    public native String getHelpFile(String fieldName);

    public native String getDescriptorUrl();

    public native FormValidation.CheckMethod getCheckMethod(String fieldName);

    public native T newInstance(StaplerRequest2 req, JSONObject formData) throws FormException;

    public native boolean configure(StaplerRequest2 req, JSONObject json) throws FormException;

    public native GlobalConfigurationCategory getCategory();

    public native Permission getRequiredGlobalConfigPagePermission();

    @Override
    public native void save();

    @Override
    public native void load();

    public static native <T extends Descriptor> T findById(Collection<? extends T> list, String id);

    protected static native Class self();

    public static final class Self {}

    public static final class FormException extends Exception implements HttpResponse {
        public FormException(String message, String formField) {}

        public FormException(String message, Throwable cause, String formField) {}

        public FormException(Throwable cause, String formField) {}

        public native String getFormField();
    }
}
