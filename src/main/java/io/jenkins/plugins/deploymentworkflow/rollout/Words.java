package io.jenkins.plugins.deploymentworkflow.rollout;

/** What a person reads of an exception. */
final class Words {
    private Words() {}

    static String of(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
