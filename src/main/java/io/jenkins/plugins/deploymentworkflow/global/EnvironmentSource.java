package io.jenkins.plugins.deploymentworkflow.global;

import hudson.ExtensionPoint;
import hudson.model.ItemGroup;
import java.util.List;

/** Where environments are configured for a part of the controller. */
public interface EnvironmentSource extends ExtensionPoint {
    /** Those that are configured at this very place, not above it. */
    List<KnownEnvironment> environments(ItemGroup<?> place);

    /** The strategy that is configured at this very place; empty for none. */
    String strategy(ItemGroup<?> place);
}
