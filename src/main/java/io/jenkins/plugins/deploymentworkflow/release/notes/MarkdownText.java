package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes texts into Markdown so that they are shown as they are: no markup, no HTML, no link, no heading, no mention of
 * anybody. By CommonMark 0.31 and GitHub's extensions of it; HTML's own characters become entities, which other
 * dialects take as well.
 */
final class MarkdownText {
    private static final Pattern BLOCK_START = Pattern.compile("^([-+=#:!])");
    private static final Pattern NUMBERED = Pattern.compile("^([0-9]{1,9})([.)])(?= |$)");
    private static final Words WORDS = new Words(MarkdownText::plain, MarkdownText::code);

    /** By character: asked of each one of long notes. */
    private static final boolean[] SPECIAL = new boolean[128];

    static {
        "<>&\\`*[]{}~|$_".chars().forEach(c -> SPECIAL[c] = true);
    }

    private MarkdownText() {}

    /** A cleaned text; each of its lines stays one. */
    static String of(String text) {
        return text.indexOf('\n') < 0
                ? line(text)
                : text.lines().map(MarkdownText::line).collect(Collectors.joining("\n"));
    }

    /** A cleaned text of one line, with something before it in the same line. */
    static String inline(String text) {
        return WORDS.write(text);
    }

    /** A text with its address, or the text alone, with something before it in the same line. */
    static String link(String text, Optional<Address> url) {
        return url.map(address -> "[" + inline(text) + "](" + destination(address) + ")")
                .orElseGet(() -> inline(text));
    }

    private static String line(String line) {
        String written = inline(line);
        if (written.isEmpty() || Character.isLetter(written.charAt(0))) {
            return written;
        }
        written = BLOCK_START.matcher(written).replaceFirst("\\\\$1");
        return NUMBERED.matcher(written).replaceFirst("$1\\\\$2");
    }

    private static String plain(String text) {
        int first = firstSpecial(text);
        if (first == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 8).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append(isEntity(text, i) ? "&amp;" : "&");
                case '\\', '`', '*', '[', ']', '{', '}', '~', '|', '$' ->
                    escaped.append('\\').append(c);
                case '_' -> escaped.append(isInsideWord(text, i) ? "_" : "\\_");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static int firstSpecial(String text) {
        int i = 0;
        while (i < text.length() && !(text.charAt(i) < SPECIAL.length && SPECIAL[text.charAt(i)])) {
            i++;
        }
        return i;
    }

    private static boolean isEntity(String text, int at) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return next == '#' || Character.isLetter(next);
    }

    /** As in {@code snake_case}, which is no emphasis. */
    private static boolean isInsideWord(String text, int at) {
        return at > 0
                && at + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(at - 1))
                && Character.isLetterOrDigit(text.charAt(at + 1));
    }

    /** Nothing can be escaped in code, so what could end it, or a cell of a table, is shown as its like. */
    private static String code(String word) {
        return "`" + word.replace('`', '\'').replace('|', '¦').replace('<', '‹').replace('>', '›') + "`";
    }

    /** An encoded address holds no bracket but these. */
    private static String destination(Address address) {
        return destination(address.text());
    }

    static String destination(String address) {
        return address.indexOf('(') < 0 && address.indexOf(')') < 0 && address.indexOf('\\') < 0
                ? address
                : address.replace("(", "%28").replace(")", "%29").replace("\\", "%5C");
    }
}
