package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.Map;
import java.util.Optional;

/**
 * An external service, as the file describes it.
 *
 * @param name its key under {@code services}
 * @param enabled default false: only services that say so are told anything
 * @param values all its keys as written, numbers and lists as such; secrets from placeholders are as written, see
 *     {@link Environment#reveal}
 */
public record ServiceSettings(String name, boolean enabled, Map<String, Object> values) {
    /** The value of a key as text, when it is there and is no list or map. */
    public Optional<String> text(String key) {
        Object value = values.get(key);
        return value == null || value instanceof Map || value instanceof Iterable
                ? Optional.empty()
                : Optional.of(value.toString());
    }

    /** Leaves out values whose key looks like a secret's. */
    @Override
    public String toString() {
        return name + SecretNames.mask(values);
    }
}
