package io.jenkins.plugins.deploymentworkflow.git;

import java.util.List;

/**
 * How a git command ended.
 *
 * @param command for messages, credentials masked
 * @param directory where it ran
 * @param exitCode 0 when git was content
 * @param output all of its standard output
 * @param errors the last of its standard error, credentials masked
 */
public record GitResult(String command, String directory, int exitCode, String output, String errors) {
    public boolean succeeded() {
        return exitCode == 0;
    }

    /** The output without its last line's end, when git was content. */
    public String text() {
        if (!succeeded()) {
            throw failure();
        }
        return output.endsWith("\n") ? output.substring(0, output.length() - 1) : output;
    }

    /** The lines of the output, when git was content. */
    public List<String> lines() {
        return text().lines().toList();
    }

    /** What to throw when this exit code was not expected. */
    public GitException failure() {
        return Failures.exited(this);
    }
}
