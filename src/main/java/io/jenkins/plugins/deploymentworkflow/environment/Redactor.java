package io.jenkins.plugins.deploymentworkflow.environment;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Replaces secrets in any text by {@code ****}: each value as it is, in base64, URL-encoded, as a JSON text has it, and
 * each line of a value of several lines.
 *
 * <p>Values of fewer than 4 characters are not looked for: {@code 1} or {@code db} would be found inside ordinary words
 * and numbers, which would garble every text and, by the garbling, tell the value. Such a secret is protected by not
 * being printed at all ({@link Environment#resolved} masks the whole value), not by this class.
 */
public final class Redactor {
    /** The shortest value that is looked for, in characters. */
    public static final int SHORTEST = 4;

    /** What stands in place of a secret. */
    public static final String MASK = SecretNames.MASK;

    private static final Set<String> ORDINARY = Set.of("true", "false", "null");

    private final List<String> forms;

    private Redactor(Collection<String> forms) {
        // The longest first, so that a secret inside another one leaves no rest of the longer one.
        this.forms = forms.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** @param secrets their values */
    public static Redactor of(Collection<String> secrets) {
        Set<String> forms = new HashSet<>();
        for (String secret : secrets) {
            add(forms, secret);
            add(forms, secret.strip());
            secret.lines().map(String::strip).forEach(line -> add(forms, line));
        }
        return new Redactor(forms);
    }

    private static void add(Set<String> forms, String value) {
        if (value.length() < SHORTEST || ORDINARY.contains(value)) {
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        forms.add(value);
        forms.add(value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t"));
        forms.add(Base64.getEncoder().encodeToString(bytes));
        forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        forms.add(encoded);
        forms.add(encoded.replace("+", "%20"));
    }

    /** Looks for these secrets and for those of the other one. */
    public Redactor and(Redactor other) {
        Set<String> both = new HashSet<>(forms);
        both.addAll(other.forms);
        return new Redactor(both);
    }

    /** The text without the secrets. */
    public String redact(String text) {
        String redacted = text;
        for (String form : forms) {
            redacted = redacted.replace(form, MASK);
        }
        return redacted;
    }

    /** How many texts it looks for, and none of them. */
    @Override
    public String toString() {
        return "Redactor[" + forms.size() + " forms]";
    }
}
