package jenkins.model.details;

import hudson.model.Actionable;
import hudson.model.ModelObject;
import org.jenkins.ui.icon.IconSpec;

public abstract class Detail implements ModelObject, IconSpec {
    public Detail(Actionable object) {}

    public native Actionable getObject();

    @Override
    public native String getIconClassName();

    @Override
    public native String getDisplayName();

    public native String getLink();

    public native int getOrder();
}
