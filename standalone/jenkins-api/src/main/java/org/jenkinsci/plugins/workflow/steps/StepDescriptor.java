package org.jenkinsci.plugins.workflow.steps;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import java.util.Map;
import java.util.Set;

public abstract class StepDescriptor extends Descriptor<Step> {
    public abstract Set<? extends Class<?>> getRequiredContext();

    public native Set<? extends Class<?>> getProvidedContext();

    public abstract String getFunctionName();

    public native boolean takesImplicitBlockArgument();

    public native boolean isAdvanced();

    public native boolean isMetaStep();

    public native String argumentsToString(Map<String, Object> namedArgs);

    public static native ExtensionList<StepDescriptor> all();

    public static native StepDescriptor byFunctionName(String name);
}
