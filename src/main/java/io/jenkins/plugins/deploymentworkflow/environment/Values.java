package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads single values; each throws {@code IllegalArgumentException} saying what was expected and what was found. */
final class Values {
    private Values() {}

    static int wholeNumber(String text, int min, int max, String expected) {
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected " + expected + ", found '" + text + "'", e);
        }
        if (number < min || number > max) {
            throw new IllegalArgumentException("expected " + expected + ", found " + number);
        }
        return (int) number;
    }

    static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false, found '" + text + "'");
        };
    }

    static Duration positive(String text) {
        Duration duration = Durations.parse(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("expected a duration of more than 0, such as 15s, found '" + text + "'");
        }
        return duration;
    }

    static <E extends Enum<E>> E choose(String text, Class<E> type) {
        List<String> words = words(type);
        int index = words.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException("expected one of " + String.join(", ", words) + ", found '" + text + "'"
                    + Nearest.hint(text, words));
        }
        return type.getEnumConstants()[index];
    }

    static <E extends Enum<E>> List<String> words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    static String notEmpty(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("expected a text, found an empty one");
        }
        return text;
    }

    /** A name that may be part of a path and of an address. */
    static String identifier(String text) {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            throw new IllegalArgumentException("expected a name of at most 63 letters, digits, '.', '_' and '-' that"
                    + " begins with a letter or digit, found '" + text + "'");
        }
        return text;
    }
}
