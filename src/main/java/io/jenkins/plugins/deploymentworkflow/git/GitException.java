package io.jenkins.plugins.deploymentworkflow.git;

/**
 * Git could not do what it was asked for. The message says the command, where, what git said, and what to do; no
 * credentials.
 */
public final class GitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** One without a command: what is wrong with the repository itself, and what to do. */
    public GitException(String message) {
        this(message, -1, null);
    }

    GitException(String message, int exitCode, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Git's exit code, or -1 when it did not end by itself or was not even started. */
    public int exitCode() {
        return exitCode;
    }
}
