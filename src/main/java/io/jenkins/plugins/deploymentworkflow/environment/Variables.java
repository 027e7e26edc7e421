package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the placeholders of an environment file are filled from: the build's environment and secrets. */
public interface Variables {
    /** The value, also when it is empty; nothing when the name is not set. */
    Optional<String> value(String name);

    /** Whether the value must never be shown, asked also for names that are not set. */
    boolean isSecret(String name);

    /** The names whose values are secret, as far as they are known, whether a file refers to them or not. */
    default Set<String> secretNames() {
        return Set.of();
    }

    /**
     * @param values by name
     * @param secretNames those of them that are secret; nothing is guessed from a name
     */
    static Variables of(Map<String, String> values, Set<String> secretNames) {
        return new FixedVariables(values, secretNames, false);
    }

    /**
     * The environment of a process, in which those values are secret whose name says so: it has one of the words TOKEN,
     * SECRET, PASSWORD, PASSWD, PASSPHRASE, PASS, PWD, CREDENTIAL, API_KEY, PRIVATE_KEY, ACCESS_KEY, SIGNING_KEY
     * or ENCRYPTION_KEY, and does not end in FILE, PATH, DIR, SOCK, ID, NAME or URL, which only say where a secret is.
     */
    static Variables ofProcess(Map<String, String> environment) {
        return new FixedVariables(environment, Set.of(), true);
    }

    /** These, with some replaced or added; a replaced secret is still one, and an added one is judged by its name. */
    default Variables withOverrides(Map<String, String> overrides) {
        Map<String, String> values = Map.copyOf(overrides);
        Variables base = this;
        return new Variables() {
            @Override
            public Optional<String> value(String name) {
                return Optional.ofNullable(values.get(name)).or(() -> base.value(name));
            }

            @Override
            public boolean isSecret(String name) {
                return base.isSecret(name) || values.containsKey(name) && SecretNames.variable(name);
            }

            @Override
            public Set<String> secretNames() {
                Set<String> names = new TreeSet<>(base.secretNames());
                values.keySet().stream().filter(SecretNames::variable).forEach(names::add);
                return names;
            }

            @Override
            public String toString() {
                return base + " with " + new TreeMap<>(values).keySet();
            }
        };
    }
}
