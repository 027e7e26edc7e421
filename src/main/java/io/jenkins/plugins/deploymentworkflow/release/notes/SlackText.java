package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.util.Optional;

/**
 * Writes texts into a message of Slack ("mrkdwn"). Slack knows three escapes alone, {@code &amp;}, {@code &lt;} and
 * {@code &gt;} (Formatting text for app surfaces); what makes text bold or struck out cannot be escaped and is shown as
 * its like. Addresses and {@code @names} are shown as code: {@code @channel} calls nobody.
 */
final class SlackText {
    private static final Words WORDS = new Words(SlackText::plain, SlackText::code);

    private SlackText() {}

    /** A cleaned text in one line. */
    static String of(String text) {
        return WORDS.write(text.replace('\n', ' '));
    }

    /** A text with its address, or the text alone. */
    static String link(String text, Optional<Address> url) {
        return url.map(address ->
                        "<" + destination(address.text()) + "|" + escaped(text).replace('|', '¦') + ">")
                .orElseGet(() -> of(text));
    }

    static String destination(String address) {
        return escaped(address).replace("|", "%7C");
    }

    private static String plain(String text) {
        return escaped(text.replace('*', '∗').replace('~', '∼').replace('`', '\''));
    }

    private static String code(String word) {
        return "`" + escaped(word.replace('`', '\'').replace("@", "@\u2060")) + "`";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
