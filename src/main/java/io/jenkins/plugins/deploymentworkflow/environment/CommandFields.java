package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.Set;
import java.util.stream.Collectors;

/** Which keys of the file hold a command for a POSIX shell, and what a command finds in its environment. */
final class CommandFields {
    /** Paths, lists as {@code []}. */
    static final Set<String> PATHS = Set.of(
            "deployment.target.local.command",
            "deployment.target.script.deploy",
            "deployment.target.script.verify",
            "deployment.target.script.rollback",
            "deployment.target.script.route",
            "deployment.target.script.observe",
            "deployment.target.haproxy.install",
            "deployment.health.command",
            "deployment.smokeTests[].command",
            "deployment.provision[].check",
            "deployment.provision[].apply",
            "deployment.dependencies[].check",
            "deployment.dependencies[].install");

    /** Set for each command when it runs, so not known when the file is read. */
    static final Set<String> RUN_VARIABLES =
            Template.NAMES.stream().map(Template::variable).collect(Collectors.toUnmodifiableSet());

    private CommandFields() {}

    static boolean contains(String path) {
        return PATHS.contains(path.replaceAll("\\[\\d+]", "[]"));
    }
}
