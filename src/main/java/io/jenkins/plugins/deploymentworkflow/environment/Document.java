package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The other forms of a filled document: plain maps and lists, with its secrets as written or masked. */
final class Document {
    private Document() {}

    /** The value as YAML types it, secrets as written. */
    static Object value(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> map.put(key, value(entry.value())));
            return map;
        }
        if (node instanceof YamlNode.Sequence sequence) {
            List<Object> list = new ArrayList<>();
            sequence.items().forEach(item -> list.add(value(item)));
            return list;
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node;
        return scalar.plain() && !scalar.secret() ? CoreSchema.value(scalar.text()) : scalar.shown();
    }

    /**
     * The whole document with its secrets masked.
     *
     * @param written the placeholders that were left as written
     */
    static Map<String, Object> masked(YamlNode.Mapping root, Collection<String> written, Redactor redactor) {
        Map<String, Object> masked = new LinkedHashMap<>();
        SecretNames.mask(map(value(root)))
                .forEach((key, value) -> masked.put(key, masked(value, key, written, redactor)));
        return masked;
    }

    private static Object masked(Object value, String path, Collection<String> written, Redactor redactor) {
        if (value instanceof Map<?, ?>) {
            Map<String, Object> masked = new LinkedHashMap<>();
            map(value).forEach((key, item) -> masked.put(key, masked(item, path + "." + key, written, redactor)));
            return masked;
        }
        if (value instanceof List<?> list) {
            List<Object> masked = new ArrayList<>();
            list.forEach(item -> masked.add(masked(item, path + "[" + masked.size() + "]", written, redactor)));
            return masked;
        }
        if (!(value instanceof String text)) {
            return value;
        }
        if (!CommandFields.contains(path)) {
            for (String placeholder : written) {
                text = text.replace(placeholder, SecretNames.MASK);
            }
        }
        return redactor.redact(text);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** The texts at keys that look like a secret's, and that stand in the file itself. */
    static Set<String> literalSecrets(YamlNode.Mapping root) {
        Set<String> secrets = new HashSet<>();
        collect(root, false, secrets);
        return secrets;
    }

    private static void collect(YamlNode node, boolean secret, Set<String> secrets) {
        if (node instanceof YamlNode.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> collect(entry.value(), secret || SecretNames.key(key), secrets));
        } else if (node instanceof YamlNode.Sequence sequence) {
            sequence.items().forEach(item -> collect(item, secret, secrets));
        } else if (secret
                && node instanceof YamlNode.Scalar scalar
                && !(scalar.plain() && !(CoreSchema.value(scalar.text()) instanceof String))) {
            secrets.add(scalar.text());
        }
    }
}
