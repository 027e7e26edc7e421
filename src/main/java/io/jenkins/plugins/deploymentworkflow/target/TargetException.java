package io.jenkins.plugins.deploymentworkflow.target;

/** A target could not be asked or told something; the message says which, what was expected and what to do. */
public final class TargetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TargetException(String message) {
        super(message);
    }

    public TargetException(String message, Throwable cause) {
        super(message, cause);
    }
}
