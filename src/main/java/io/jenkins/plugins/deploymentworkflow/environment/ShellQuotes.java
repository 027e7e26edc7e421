package io.jenkins.plugins.deploymentworkflow.environment;

/** Follows the quotes of a POSIX shell through a command, to know where it replaces nothing. */
final class ShellQuotes {
    private boolean single;
    private boolean twice;
    private boolean escaped;
    private boolean comment;
    private boolean hereDocument;
    private char before = ' ';

    /** Goes on over the next piece of the command. */
    void read(String text) {
        text.chars().forEach(c -> read((char) c));
    }

    private void read(char c) {
        if (comment) {
            comment = c != '\n';
        } else if (escaped) {
            escaped = false;
        } else if (single) {
            single = c != '\'';
        } else if (c == '\\') {
            escaped = true;
        } else if (c == '"') {
            twice = !twice;
        } else if (!twice) {
            single = c == '\'';
            comment = c == '#' && Character.isWhitespace(before);
            hereDocument |= c == '<' && before == '<';
        }
        before = c;
    }

    /** Goes on over something that the shell replaces. */
    void readPlaceholder() {
        escaped = false;
        before = '}';
    }

    /**
     * Whether the shell takes what comes next literally. A command with a here-document is given the benefit of the
     * doubt: its quotes are not the shell's.
     */
    boolean single() {
        return single && !hereDocument;
    }
}
