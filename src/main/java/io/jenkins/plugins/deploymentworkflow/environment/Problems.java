package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong with one file, gathered while it is read; and the keys that it could have had. */
final class Problems {
    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private final Set<String> knownKeys = new TreeSet<>();

    Problems(String file) {
        this.file = file;
    }

    void add(int line, String key, String message) {
        found.add(new Problem(file, line, key, message));
    }

    ConfigurationException with(int line, String message) {
        add(line, "", message);
        return new ConfigurationException(found);
    }

    void know(String key) {
        knownKeys.add(key.replaceAll("\\[\\d+]", "[]"));
    }

    /** The paths of all keys that were asked for, lists as {@code []}. */
    Set<String> knownKeys() {
        return knownKeys;
    }

    /** @throws ConfigurationException with all that was found, when anything was */
    void check() {
        if (!found.isEmpty()) {
            throw new ConfigurationException(found);
        }
    }

    /**
     * The same, but no secret in a message, even if a value that is not secret contains it.
     *
     * @throws ConfigurationException with all that was found, when anything was
     */
    void check(Redactor redactor) {
        found.replaceAll(problem ->
                new Problem(problem.file(), problem.line(), problem.key(), redactor.redact(problem.message())));
        check();
    }
}
