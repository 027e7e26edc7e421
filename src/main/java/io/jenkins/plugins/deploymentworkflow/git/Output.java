package io.jenkins.plugins.deploymentworkflow.git;

import java.io.IOException;
import java.io.InputStream;

/** Takes what a git command prints, while it prints it. It may return early: then the command is ended. */
@FunctionalInterface
public interface Output<T> {
    T take(InputStream printed) throws IOException;
}
