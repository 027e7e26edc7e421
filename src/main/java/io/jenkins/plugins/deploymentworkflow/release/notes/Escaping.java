package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.util.Locale;
import java.util.function.UnaryOperator;

/** What kind of text a value is written into. */
public enum Escaping {
    MARKDOWN(MarkdownText::of, MarkdownText::destination),
    SLACK(SlackText::of, SlackText::destination),
    HTML(Escaping::html, Escaping::html);

    private final UnaryOperator<String> text;
    private final UnaryOperator<String> address;

    Escaping(UnaryOperator<String> text, UnaryOperator<String> address) {
        this.text = text;
        this.address = address;
    }

    /** By the name of a template: {@code notes.html} and {@code notes.html.mustache} make HTML, others this. */
    public static Escaping of(String file, Escaping usual) {
        String name = file.toLowerCase(Locale.ROOT).replaceFirst("\\.mustache$", "");
        return name.endsWith(".html") || name.endsWith(".htm") ? HTML : usual;
    }

    /** A cleaned text. */
    String text(String value) {
        return text.apply(value);
    }

    /** An address of {@code http} or {@code https}, where one is expected. */
    String address(String value) {
        return address.apply(value);
    }

    private static String html(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace("`", "&#96;");
    }
}
