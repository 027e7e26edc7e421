package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Which names look as if their value were a secret, judged word by word: {@code DB_PASSWORD} and {@code dbPassword}. */
final class SecretNames {
    static final String MASK = "****";

    private static final String WORDS =
            "TOKENS?|SECRETS?|PASSWORDS?|PASSWD|PWD|PASSPHRASE|PRIVATE_KEY|API_?KEY|ACCESS_KEY|SECRET_KEY|SIGNING_KEY"
                    + "|ENCRYPTION_KEY";
    private static final Pattern KEY = Pattern.compile("(?:.*_)?(?:" + WORDS + ")(?:_.*)?");
    private static final Pattern VARIABLE = Pattern.compile("(?:.*_)?(?:" + WORDS + "|CREDENTIALS?|PASS)(?:_.*)?");
    private static final Pattern NAMES_WHERE = Pattern.compile(".*_(?:FILE|PATH|DIR|SOCK|ID|NAME|URL)");
    private static final Pattern WORKING_DIRECTORY = Pattern.compile("PWD|OLDPWD");

    private SecretNames() {}

    /** Whether a variable of a process with this name is taken for a secret. */
    static boolean variable(String name) {
        String words = words(name);
        return VARIABLE.matcher(words).matches()
                && !NAMES_WHERE.matcher(words).matches()
                && !WORKING_DIRECTORY.matcher(words).matches();
    }

    /** Whether the value of a YAML key is taken for a secret; {@code credential} is not, for it is an id. */
    static boolean key(String name) {
        String words = words(name);
        return KEY.matcher(words).matches() && !NAMES_WHERE.matcher(words).matches();
    }

    /** A copy of a document in which the values of keys that look secret are masked. */
    static Map<String, Object> mask(Map<String, Object> document) {
        Map<String, Object> masked = new LinkedHashMap<>();
        document.forEach((key, value) -> masked.put(key, value != null && key(key) ? maskAll(value) : within(value)));
        return masked;
    }

    @SuppressWarnings("unchecked")
    private static Object within(Object value) {
        if (value instanceof Map<?, ?> map) {
            return mask((Map<String, Object>) map);
        }
        if (value instanceof List<?> list) {
            List<Object> masked = new ArrayList<>();
            list.forEach(item -> masked.add(within(item)));
            return masked;
        }
        return value;
    }

    private static Object maskAll(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> masked = new LinkedHashMap<>();
            map.forEach((key, item) -> masked.put(key, maskAll(item)));
            return masked;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(SecretNames::maskAll).toList();
        }
        return MASK;
    }

    private static String words(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replace('-', '_')
                .replace('.', '_')
                .toUpperCase(Locale.ROOT);
    }
}
