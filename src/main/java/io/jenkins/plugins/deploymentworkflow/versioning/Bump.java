package io.jenkins.plugins.deploymentworkflow.versioning;

/** How much a version rises, the least first. */
public enum Bump {
    NONE,
    PATCH,
    MINOR,
    MAJOR;

    /** The greater one. */
    public Bump or(Bump other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
