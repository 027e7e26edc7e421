package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the placeholders in a text, as Compose writes them: {@code ${N}}, {@code $N}, {@code ${N:-default}}, {@code
 * ${N-default}}, {@code ${N:?message}}, {@code ${N?message}}, {@code ${N:+other}}, {@code ${N+other}}, nested in one
 * another, and {@code $$} for one {@code $}. Braces within them belong together in pairs, so that {@code
 * ${N:-{{version}}}} and JSON can be a default. Source: Compose file reference, "Interpolation".
 */
final class Placeholders {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int MAX_DEPTH = 20;
    private static final List<String> OPERATORS = List.of(":-", ":?", ":+", "-", "?", "+");

    private final String text;
    private final boolean command;
    private int at;
    private int depth;

    private Placeholders(String text, boolean command) {
        this.text = text;
        this.command = command;
    }

    /** A piece of a text. */
    sealed interface Part {}

    /** @param text with each {@code $$} made one {@code $} */
    record Literal(String text) implements Part {}

    /**
     * @param written as it stands in the text, {@code $N} made {@code ${N}}
     * @param name of the variable
     * @param operator empty when there is none
     * @param argument what follows the operator
     */
    record Placeholder(String written, String name, String operator, List<Part> argument) implements Part {}

    /**
     * @param command whether a {@code $} that begins no placeholder is the shell's, such as in {@code $(date)} and {@code
     *     $?}; elsewhere it is refused, as Compose does
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static List<Part> parse(String text, boolean command) {
        return new Placeholders(text, command).parts(false);
    }

    private List<Part> parts(boolean nested) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int braces = 0;
        while (at < text.length() && !(nested && braces == 0 && text.charAt(at) == '}')) {
            char c = text.charAt(at);
            if (c != '$') {
                braces += c == '{' ? 1 : c == '}' ? -1 : 0;
                literal.append(c);
                at++;
            } else if (text.startsWith("$$", at)) {
                literal.append('$');
                at += 2;
            } else {
                Part part = dollar();
                if (part instanceof Literal other) {
                    literal.append(other.text());
                } else {
                    parts.add(new Literal(literal.toString()));
                    literal.setLength(0);
                    parts.add(part);
                }
            }
        }
        parts.add(new Literal(literal.toString()));
        return parts;
    }

    private Part dollar() {
        if (text.startsWith("${", at)) {
            return braced();
        }
        int start = at++;
        String name = name();
        if (!name.isEmpty()) {
            return new Placeholder("${" + name + "}", name, "", List.of());
        }
        if (command) {
            return new Literal("$");
        }
        throw new IllegalArgumentException("expected a placeholder such as ${NAME} at '"
                + text.substring(start, Math.min(text.length(), start + 12)) + "'; write $$ for a $ of your own");
    }

    private Placeholder braced() {
        int start = at;
        at += 2;
        if (++depth > MAX_DEPTH) {
            throw broken(start, "at most " + MAX_DEPTH + " placeholders in one another");
        }
        String name = name();
        if (name.isEmpty()) {
            throw broken(start, "a name of letters, digits and _ after ${");
        }
        String operator = OPERATORS.stream()
                .filter(o -> text.startsWith(o, at))
                .findFirst()
                .orElse("");
        at += operator.length();
        List<Part> argument = operator.isEmpty() ? List.of() : parts(true);
        if (at >= text.length()) {
            throw broken(start, "a closing }");
        }
        if (text.charAt(at) != '}') {
            throw broken(start, "} or one of :- - :? ? :+ + after the name " + name);
        }
        at++;
        depth--;
        return new Placeholder(text.substring(start, at), name, operator, argument);
    }

    private String name() {
        Matcher name = NAME.matcher(text).region(at, text.length());
        if (!name.lookingAt()) {
            return "";
        }
        at = name.end();
        return name.group();
    }

    private IllegalArgumentException broken(int start, String expected) {
        return new IllegalArgumentException("expected " + expected + " in '"
                + text.substring(start, Math.min(text.length(), start + 40)) + "'; write $$ for a $ of your own");
    }
}
