package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Turns everything outside {@code deployment} into variables: {@link Environment#values} says how they are named. */
final class Exporter {
    /** A key of the file must not take these away from the commands that run later. */
    private static final Set<String> NEVER_EXPORTED = Set.of(
            "PATH",
            "HOME",
            "SHELL",
            "USER",
            "LOGNAME",
            "PWD",
            "OLDPWD",
            "TMPDIR",
            "IFS",
            "ENV",
            "BASH_ENV",
            "LD_PRELOAD",
            "LD_LIBRARY_PATH");

    private final Problems problems;
    private final Map<String, String> values = new TreeMap<>();
    private final Set<String> secretNames = new TreeSet<>();
    private final Map<String, String> paths = new TreeMap<>();

    private Exporter(Problems problems) {
        this.problems = problems;
    }

    static Environment.Exports export(YamlNode.Mapping root, Problems problems) {
        Exporter exporter = new Exporter(problems);
        root.entries().forEach((key, entry) -> {
            if (!key.equals("deployment")) {
                exporter.export(entry.value(), key, SecretNames.key(key));
            }
        });
        return new Environment.Exports(exporter.values, exporter.secretNames);
    }

    /** The name of the variable for a path, lists as {@code _0}. */
    static String variable(String path) {
        String name = path.replaceAll("\\[(\\d+)]", "_$1")
                .replaceAll("[^A-Za-z0-9]", "_")
                .toUpperCase(Locale.ROOT);
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    private void export(YamlNode node, String path, boolean secret) {
        if (node instanceof YamlNode.Mapping mapping) {
            mapping.entries()
                    .forEach((key, entry) -> export(entry.value(), path + "." + key, secret || SecretNames.key(key)));
        } else if (node instanceof YamlNode.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                export(sequence.items().get(i), path + "[" + i + "]", secret);
            }
        } else if (node instanceof YamlNode.Scalar scalar) {
            export(scalar, path, secret);
        }
    }

    private void export(YamlNode.Scalar scalar, String path, boolean secret) {
        String name = variable(path);
        if (NEVER_EXPORTED.contains(name) || CommandFields.RUN_VARIABLES.contains(name)) {
            return;
        }
        String other = paths.putIfAbsent(name, path);
        if (other != null) {
            problems.add(
                    scalar.line(),
                    path,
                    "expected a variable of its own, but " + other + " is exported as " + name
                            + " too; rename one of them");
            return;
        }
        values.put(name, scalar.isNull() ? "" : scalar.text());
        if (secret || scalar.secret()) {
            secretNames.add(name);
        }
    }
}
