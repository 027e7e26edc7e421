package io.jenkins.plugins.deploymentworkflow.release;

/** Is told what has been done, part by part, as sentences for people. */
@FunctionalInterface
public interface Progress {
    void done(String what);
}
