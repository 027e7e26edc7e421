package io.jenkins.plugins.deploymentworkflow.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What messages say when a git command did not do what it should: which, where, what git said, what to do. */
final class Failures {
    private static final String OLDEST = "2.30";

    private Failures() {}

    static GitException exited(GitResult result) {
        String said = result.errors().isBlank()
                ? "it said nothing"
                : "git said: " + result.errors().strip();
        String message = where(result.command(), result.directory()) + " ended with exit code " + result.exitCode()
                + "; " + said + advice(result);
        return new GitException(message, result.exitCode(), null);
    }

    static GitException notStarted(String executable, String command, Path directory, IOException cause) {
        if (!Files.isDirectory(directory)) {
            return new GitException(directory + " is no directory; expected one with a git repository", -1, cause);
        }
        return new GitException(
                where(command, directory.toString()) + " could not be started (" + cause.getMessage()
                        + "). Install git " + OLDEST + " or newer so that '" + executable + "' is on the PATH.",
                -1,
                cause);
    }

    static GitException tooSlow(String command, Path directory, Duration limit, String errors) {
        String said = errors.isBlank() ? "" : "; git said: " + errors.strip();
        return new GitException(
                where(command, directory.toString()) + " was stopped: it took longer than " + limit.toSeconds()
                        + " seconds" + said,
                -1,
                null);
    }

    static GitException unreadable(String command, Path directory, String what, Throwable cause) {
        return new GitException(where(command, directory.toString()) + ": " + what, -1, cause);
    }

    private static String where(String command, String directory) {
        return "'" + command + "' in " + directory;
    }

    private static String advice(GitResult result) {
        String said = result.errors();
        if (said.contains("dubious ownership") || said.contains("is owned by someone else")) {
            return "\nThe directory belongs to another user. If you trust it:"
                    + " git config --global --add safe.directory '" + result.directory() + "'";
        }
        if (said.contains("not a git repository")) {
            return "\nExpected a git repository in " + result.directory()
                    + ". Check the repository out there, or name the directory that holds it.";
        }
        if (said.contains("does not have any commits yet")) {
            return "\nThe branch has no commit yet. Make the first one.";
        }
        if (said.contains("usage: git") || said.contains("unrecognized argument") || said.contains("unknown option")) {
            return "\nThis may be an old git; " + OLDEST + " or newer is needed ('git --version').";
        }
        if (said.contains("could not read Username") || said.contains("terminal prompts disabled")) {
            return "\nThe remote asks for credentials, and git has none. Configure a credential for it.";
        }
        return "";
    }
}
