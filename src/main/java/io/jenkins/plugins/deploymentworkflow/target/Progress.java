package io.jenkins.plugins.deploymentworkflow.target;

/** How far an effect is that was started. */
public sealed interface Progress {
    /** Under way. */
    record Running(String note) implements Progress {}

    /** Ended well. */
    record Done(String note) implements Progress {}

    /** Ended badly; the message says where, what was expected, what was found. */
    record Failed(String message) implements Progress {}

    /** Not known here: never started, or started by a process that is gone. It may be started again. */
    record Unknown() implements Progress {}
}
