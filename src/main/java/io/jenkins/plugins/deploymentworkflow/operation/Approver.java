package io.jenkins.plugins.deploymentworkflow.operation;

import java.util.Collection;
import java.util.Set;

/** Who decides on what waits for a person. That they are who they say, and in these groups, the front end knows. */
public interface Approver {
    String id();

    Set<String> groups();

    /** Whether a user or a group that an environment file names means them; letter by letter unless they know better. */
    default boolean isCalled(String name) {
        return name.equals(id()) || groups().contains(name);
    }

    default boolean isOneOf(Collection<String> names) {
        return names.stream().anyMatch(this::isCalled);
    }

    /** Somebody whose names are compared letter by letter. */
    static Approver of(String id, Collection<String> groups) {
        return new Plain(id, Set.copyOf(groups));
    }

    /** Of the names as they are written. */
    record Plain(String id, Set<String> groups) implements Approver {}
}
