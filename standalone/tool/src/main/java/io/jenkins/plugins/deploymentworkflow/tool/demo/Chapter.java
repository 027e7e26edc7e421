package io.jenkins.plugins.deploymentworkflow.tool.demo;

import java.time.Instant;
import java.util.List;

/**
 * One command of the demo and what came of it.
 *
 * @param title what it shows
 * @param command as a user would type it
 * @param exitCode what it ended with
 * @param expected what it should end with
 * @param lines what it printed
 */
record Chapter(
        String title, String command, int exitCode, int expected, Instant from, Instant to, List<String> lines) {
    boolean asExpected() {
        return exitCode == expected;
    }
}
