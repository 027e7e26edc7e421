package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with {@code {{version}}} and the like, which are known only when a deployment runs. */
public final class Template {
    /** The names that may stand between the braces. */
    public static final List<String> NAMES = List.of(
            "application",
            "artifact",
            "environment",
            "instance",
            "port",
            "previousVersion",
            "strategy",
            "version",
            "weight");

    private static final Pattern NAME = Pattern.compile("\\{\\{([^{}]*)}}");
    /** What no POSIX shell gives a meaning to, in quotes or out of them. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/:=@%+,-]*");

    private Template() {}

    /**
     * Fills in values.
     *
     * @param values by name
     * @throws IllegalArgumentException when the text has a name for which there is no value
     */
    public static String fill(String text, Map<String, String> values) {
        return NAME.matcher(text)
                .replaceAll(
                        match -> Matcher.quoteReplacement(valueOf(match.group(1).strip(), values, text)));
    }

    /**
     * Fills in values for a shell: as {@link #fill}, but each value must be one that cannot change the command.
     *
     * @throws IllegalArgumentException also when a value has a character that a shell could give a meaning to; such a
     *     value is safe in the command's environment ({@code "$DEPLOY_ARTIFACT"}) instead
     */
    public static String fillCommand(String text, Map<String, String> values) {
        return NAME.matcher(text).replaceAll(match -> {
            String name = match.group(1).strip();
            String value = valueOf(name, values, text);
            if (!isPlain(value)) {
                throw new IllegalArgumentException("{{" + name + "}} in the command '" + text
                        + "' expected letters, digits and ._/:=@%+,- alone, found '" + value
                        + "', which a shell would read otherwise; write \"$" + variable(name) + "\" instead");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** The names between braces in a text that are not among {@link #NAMES}, in their order. */
    static List<String> unknown(String text) {
        List<String> unknown = new ArrayList<>();
        Matcher match = NAME.matcher(text);
        while (match.find()) {
            String name = match.group(1).strip();
            if (!NAMES.contains(name)) {
                unknown.add(name);
            }
        }
        return unknown;
    }

    /** Whether a POSIX shell reads the text as itself, in quotes and out of them. */
    static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }

    private static String valueOf(String name, Map<String, String> values, String text) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("{{" + name + "}} in '" + text + "' has no value here; known here: "
                    + String.join(", ", values.keySet().stream().sorted().toList()));
        }
        return value;
    }

    /** The variable that a command finds the value in: {@code previousVersion} in {@code DEPLOY_PREVIOUS_VERSION}. */
    public static String variable(String name) {
        return "DEPLOY_" + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }
}
