package io.jenkins.plugins.deploymentworkflow.tool.demo;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One command of the demo and what came of it.
 *
 * @param title what it shows
 * @param command as a user would type it
 * @param exitCode what it ended with
 * @param expected what it should end with
 * @param lines what it printed
 */
record Chapter(String title, String command, int exitCode, int expected, Instant from, Instant to, List<String> lines) {
    boolean asExpected() {
        return exitCode == expected;
    }

    /** What it said in the end: everything but its progress and its variables, in one line. */
    String sentence() {
        return lines.stream()
                .filter(line -> !Screen.isProgress(line) && !Screen.isVariable(line))
                .map(line -> line.trim().replaceAll("\\s+", " "))
                .collect(Collectors.joining("; "));
    }
}
