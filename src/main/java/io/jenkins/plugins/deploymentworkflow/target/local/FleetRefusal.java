package io.jenkins.plugins.deploymentworkflow.target.local;

/** A fleet answered that it did not do what it was asked; the message is its own. */
final class FleetRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    FleetRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status. */
    int status() {
        return status;
    }
}
