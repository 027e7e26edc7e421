package io.jenkins.plugins.deploymentworkflow.global;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What Jenkins is configured to bind to an environment: the variables that its file's placeholders are filled from, and
 * that its commands find, where no build brings them.
 */
public interface KnownEnvironments extends ExtensionPoint {
    /**
     * Variables and their values.
     *
     * @param secret the names of those that must not be shown
     */
    record Bindings(Map<String, String> values, Set<String> secret) {}

    /**
     * What is bound to an environment; nothing when it is not known. May read credentials.
     *
     * @param build the address of the build that the environment was last deployed to from, for what folders say; empty
     *     when there was none
     * @throws IOException when something that is bound is not to be had: a credential that was removed
     */
    Bindings bindings(String application, String environment, String build) throws IOException;

    /** What all that know something bind; the first to name a variable decides. */
    static Bindings all(String application, String environment, String build) throws IOException {
        Map<String, String> values = new HashMap<>();
        Set<String> secret = new HashSet<>();
        for (KnownEnvironments known : ExtensionList.lookup(KnownEnvironments.class)) {
            Bindings bound = known.bindings(application, environment, build);
            bound.values().forEach((name, value) -> {
                if (values.putIfAbsent(name, value) == null && bound.secret().contains(name)) {
                    secret.add(name);
                }
            });
        }
        return new Bindings(values, secret);
    }
}
