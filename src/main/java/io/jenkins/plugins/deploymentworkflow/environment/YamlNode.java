package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.List;
import java.util.Map;

/** A part of a YAML document that knows its line. */
sealed interface YamlNode {
    /** Counted from 1; 0 for a value that comes from no file. */
    int line();

    /** What it is, for a message. */
    String kind();

    /**
     * A text, a number, a truth value or nothing.
     *
     * @param text with every placeholder filled, once they are
     * @param shown the same, with those placeholders as written that involve a secret or are left to the shell
     * @param plain whether it stood without quotes, so that YAML types it
     * @param secret whether a secret is involved
     */
    record Scalar(String text, String shown, boolean plain, boolean secret, int line) implements YamlNode {
        Scalar(String text, boolean plain, int line) {
            this(text, text, plain, false, line);
        }

        boolean isNull() {
            return plain && CoreSchema.isNull(text);
        }

        @Override
        public String kind() {
            return isNull() ? "nothing" : "'" + shown + "'";
        }

        /** Without the text, which may be secret. */
        @Override
        public String toString() {
            return "Scalar[" + shown + ", line " + line + "]";
        }
    }

    /** A scalar with a placeholder that could not be filled; its problem has been noted. */
    record Unfilled(int line) implements YamlNode {
        @Override
        public String kind() {
            return "a placeholder without a value";
        }
    }

    record Sequence(List<YamlNode> items, int line) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** @param entries in the order written */
    record Mapping(Map<String, Entry> entries, int line) implements YamlNode {
        @Override
        public String kind() {
            return "a map";
        }
    }

    /** @param line the line of the key */
    record Entry(YamlNode value, int line) {}
}
