package hudson.model;

import java.util.List;
import jenkins.model.RunAction2;

public class ParametersAction implements RunAction2 {
    public ParametersAction(List<ParameterValue> parameters) {}

    public native List<ParameterValue> getParameters();

    @Override
    public native String getIconFileName();

    @Override
    public native String getDisplayName();

    @Override
    public native String getUrlName();

    @Override
    public native void onAttached(Run<?, ?> r);

    @Override
    public native void onLoad(Run<?, ?> r);
}
