package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.util.Locale;

/**
 * Takes out of a stranger's text what nobody sees or what shows it as something else: control characters, marks that
 * turn the direction of writing, invisible letters. It also bounds its length. What the text says stays as it is; to
 * escape it is for whoever writes it.
 */
final class CleanText {
    private static final char CUT = '…';
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;

    private CleanText() {}

    /**
     * The text in one line: every run of white space is one blank, none at either end.
     *
     * @param most the longest result, in characters of Java
     */
    static String line(String text, int most) {
        return text.length() <= most && isClean(text) ? text : cleaned(text, most);
    }

    /** Most texts are, and need no second one. */
    private static boolean isClean(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == ' ' && before == ' ') {
                return false;
            }
            before = c;
        }
        return before != ' ' || text.isEmpty();
    }

    private static String cleaned(String text, int most) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), most));
        boolean blank = false;
        for (int i = 0; i < text.length() && clean.length() <= most; ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (isBlank(point)) {
                blank = !clean.isEmpty();
            } else if (isSeen(point)) {
                if (blank) {
                    clean.append(' ');
                    blank = false;
                }
                clean.appendCodePoint(point);
            }
        }
        return bounded(clean, most);
    }

    /**
     * The text in paragraphs of one line each, with one line end between them.
     *
     * @param most the longest result, in characters of Java
     */
    static String paragraphs(String text, int most) {
        StringBuilder clean = new StringBuilder();
        for (String paragraph : text.split("\\R[ \\t]*\\R")) {
            if (clean.length() > most) {
                break;
            }
            String line = line(paragraph, most + 1);
            if (!line.isEmpty()) {
                clean.append(clean.isEmpty() ? "" : "\n").append(line);
            }
        }
        return bounded(clean, most);
    }

    /** A word in lower case, as keys are compared. */
    static String key(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static String bounded(StringBuilder clean, int most) {
        if (clean.length() <= most) {
            return clean.toString();
        }
        int end = most - 1;
        if (Character.isHighSurrogate(clean.charAt(end - 1))) {
            end--;
        }
        return clean.substring(0, end).stripTrailing() + CUT;
    }

    private static boolean isBlank(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
    }

    /** The two joiners belong to the spelling of several languages and to pictures made of several. */
    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            case Character.FORMAT -> point == NON_JOINER || point == JOINER;
            default -> !isFiller(point);
        };
    }

    /** Letters without a shape. */
    private static boolean isFiller(int point) {
        return point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0 || point == 0x2800;
    }
}
