package io.jenkins.plugins.deploymentworkflow.operation;

/** A guard said no; nothing was touched. The message says which guard, why, and what to do. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
        super(message);
    }
}
