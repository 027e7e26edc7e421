package hudson.model;

import java.util.List;

public abstract class Actionable extends AbstractModelObject {
    @Deprecated
    public native List<Action> getActions();

    public final native List<? extends Action> getAllActions();

    public native <T extends Action> List<T> getActions(Class<T> type);

    public native void addAction(Action a);

    public native void replaceAction(Action a);

    public native boolean addOrReplaceAction(Action a);

    public native boolean removeAction(Action a);

    public native boolean removeActions(Class<? extends Action> clazz);

    public native <T extends Action> T getAction(Class<T> type);
}
