package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Tells words that programs make links or mentions of by themselves (addresses, mail addresses, {@code @names}) from the
 * text around them. No escape stops that; showing them as code does.
 */
final class Words {
    private static final String OPENING = "(\"'<[{*_~`|";
    private static final String CLOSING = ")\"'>]}*_~`|.,;:!?";
    private static final Pattern ACTIVE =
            Pattern.compile("(?i)@[^@]|[^@]@|://|www\\.|(?:mailto|xmpp|tel|javascript|data|vbscript|file):");

    private final UnaryOperator<String> plain;
    private final UnaryOperator<String> code;

    /**
     * @param plain writes what is text
     * @param code writes an active word without the punctuation around it
     */
    Words(UnaryOperator<String> plain, UnaryOperator<String> code) {
        this.plain = plain;
        this.code = code;
    }

    /** One line of text. */
    String write(String line) {
        if (!mayBeActive(line) || !ACTIVE.matcher(line).find()) {
            return plain.apply(line);
        }
        StringBuilder written = new StringBuilder();
        int start = 0;
        while (start <= line.length()) {
            int blank = line.indexOf(' ', start);
            int end = blank < 0 ? line.length() : blank;
            word(line.substring(start, end), written);
            if (blank >= 0) {
                written.append(' ');
            }
            start = end + 1;
        }
        return written.toString();
    }

    /** Whether there is any of the characters without which nothing is. */
    private static boolean mayBeActive(String line) {
        boolean w = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean another = c == 'w' || c == 'W';
            if (c == '@' || c == ':' || w && another) {
                return true;
            }
            w = another;
        }
        return false;
    }

    private void word(String word, StringBuilder written) {
        int start = 0;
        int end = word.length();
        while (start < end && OPENING.indexOf(word.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && CLOSING.indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        String inner = word.substring(start, end);
        if (ACTIVE.matcher(inner).find()) {
            written.append(plain.apply(word.substring(0, start)))
                    .append(code.apply(inner))
                    .append(plain.apply(word.substring(end)));
        } else {
            boolean active = ACTIVE.matcher(word).find();
            written.append(active ? code.apply(word) : plain.apply(word));
        }
    }
}
