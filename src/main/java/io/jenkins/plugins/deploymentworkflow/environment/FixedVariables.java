package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@link Variables} from a map. Its text form has the names alone. */
final class FixedVariables implements Variables {
    private final Map<String, String> values;
    private final Set<String> secretNames;
    private final boolean judgeByName;

    FixedVariables(Map<String, String> values, Set<String> secretNames, boolean judgeByName) {
        this.values = new TreeMap<>(values);
        this.secretNames = new TreeSet<>(secretNames);
        this.judgeByName = judgeByName;
        if (judgeByName) {
            values.keySet().stream().filter(SecretNames::variable).forEach(this.secretNames::add);
        }
    }

    @Override
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public boolean isSecret(String name) {
        return secretNames.contains(name) || judgeByName && SecretNames.variable(name);
    }

    @Override
    public Set<String> secretNames() {
        return Set.copyOf(secretNames);
    }

    @Override
    public String toString() {
        return "Variables" + values.keySet();
    }
}
