package jenkins.model;

import hudson.model.Action;
import hudson.model.Actionable;

public abstract class Tab implements Action, Badgeable {
    public Tab(Actionable object) {}

    public native Actionable getObject();
}
