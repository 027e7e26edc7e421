package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes release notes as a message of Slack, of at most 4,000 characters, as Slack recommends (chat.postMessage): what
 * does not fit is counted, and found behind the title's link.
 */
public final class SlackNotes {
    static final int LONGEST = 4000;

    /** For the line that counts the rest, whose link may be long. */
    private static final int RESERVED = 64;

    private static final int LONGEST_UPGRADE = 600;

    private final StringBuilder message = new StringBuilder();
    private int left;

    private SlackNotes() {}

    /** The message, without a line end at its end. */
    public static String write(ReleaseNotes notes) {
        return new SlackNotes().written(notes);
    }

    private String written(ReleaseNotes notes) {
        message.append('*')
                .append(SlackText.link(notes.title(), notes.compare()))
                .append("* (")
                .append(notes.date())
                .append(')');
        if (notes.groups().isEmpty()) {
            message.append("\nNo changes.");
        }
        section(
                "Upgrade notes",
                notes.upgrades().stream().map(SlackNotes::upgrade).toList());
        for (ReleaseNotes.Group group : notes.groups()) {
            section(
                    group.kind().title(),
                    group.entries().stream().map(SlackNotes::entry).toList());
        }
        if (left > 0) {
            message.append("\n\n… and ").append(left).append(" more");
        }
        return message.toString();
    }

    private void section(String title, List<String> lines) {
        String heading = "\n\n*" + title + "*";
        for (String line : lines) {
            if (left > 0 || message.length() + heading.length() + 1 + line.length() > LONGEST - RESERVED) {
                left++;
            } else {
                message.append(heading).append('\n').append(line);
                heading = "";
            }
        }
    }

    private static String entry(Entry entry) {
        List<String> references = new ArrayList<>();
        entry.pullRequest().ifPresent(request -> references.add(SlackText.link(request.text(), request.url())));
        entry.issues().forEach(issue -> references.add(SlackText.link(issue.text(), issue.url())));
        if (references.isEmpty()) {
            references.add(SlackText.link(entry.shortHash(), entry.url()));
        }
        String tail = references.stream().limit(5).collect(Collectors.joining(", ", " (", ")"));
        return "• " + scope(entry.scope()) + SlackText.of(entry.description()) + tail;
    }

    private static String upgrade(Upgrade upgrade) {
        return "• " + scope(upgrade.scope()) + SlackText.of(CleanText.line(upgrade.text(), LONGEST_UPGRADE));
    }

    private static String scope(Optional<String> scope) {
        return scope.map(name -> "*" + SlackText.of(name) + ":* ").orElse("");
    }
}
