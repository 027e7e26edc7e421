package io.jenkins.plugins.deploymentworkflow.fleet;

/** Why a fleet did not start, in a message for people; nothing is left behind. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartFailure(String message) {
        super(message);
    }
}
