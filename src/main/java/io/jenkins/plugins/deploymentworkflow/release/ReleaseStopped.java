package io.jenkins.plugins.deploymentworkflow.release;

/**
 * A release went as far as it could: a merge has conflicts, or the remote refused. No branch and no tag has changed,
 * here or there; the message says the commands that go on and those that go back.
 */
public final class ReleaseStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReleaseStopped(String message) {
        super(message);
    }
}
