package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.HashMap;
import java.util.Map;

/** Sees to it that the items of a list have a name each. */
final class UniqueNames {
    private final Map<String, Integer> lines = new HashMap<>();

    /** Notes a problem when the name was seen before. */
    void check(Section section, String name) {
        Integer line = lines.putIfAbsent(name, section.line());
        if (line != null && !name.isEmpty()) {
            section.problem("name", "expected a name of its own, found '" + name + "' again after line " + line);
        }
    }
}
