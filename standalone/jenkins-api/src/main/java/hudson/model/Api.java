package hudson.model;

public class Api extends AbstractModelObject {
    public final Object bean = null;

    public Api(Object bean) {}

    @Override
    public native String getDisplayName();
}
