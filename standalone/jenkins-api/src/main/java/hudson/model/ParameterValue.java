package hudson.model;

import java.io.Serializable;

public abstract class ParameterValue implements Serializable {
    protected ParameterValue(String name, String description) {}

    protected ParameterValue(String name) {}

    public final native String getName();

    public native boolean isSensitive();
}
