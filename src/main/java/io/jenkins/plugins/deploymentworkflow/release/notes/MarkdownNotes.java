package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes release notes as Markdown. */
public final class MarkdownNotes {
    private static final int MOST_CONTRIBUTORS = 100;

    private MarkdownNotes() {}

    /** The whole document; its lines end with {@code \n}, the last one too. */
    public static String write(ReleaseNotes notes) {
        List<String> parts = new ArrayList<>();
        parts.add("## " + MarkdownText.link(notes.title(), notes.compare()) + " (" + notes.date() + ")");
        if (notes.groups().isEmpty()) {
            parts.add("No changes.");
        }
        if (!notes.upgrades().isEmpty()) {
            parts.add("### Upgrade notes");
            parts.add(notes.upgrades().stream().map(MarkdownNotes::upgrade).collect(Collectors.joining("\n")));
        }
        for (ReleaseNotes.Group group : notes.groups()) {
            parts.add("### " + group.kind().title());
            parts.add(group.entries().stream().map(MarkdownNotes::entry).collect(Collectors.joining("\n")));
        }
        if (!notes.contributors().isEmpty()) {
            parts.add("### Contributors");
            parts.add(contributors(notes));
        }
        return String.join("\n\n", parts) + "\n";
    }

    /** One line: scope, description, issues and pull request, commit, authors. */
    static String entry(Entry entry) {
        return "- " + scope(entry.scope()) + described(entry) + " (" + MarkdownText.link(entry.shortHash(), entry.url())
                + ")" + by(entry);
    }

    /** The description with the pull request and the issues that it does not name. */
    static String described(Entry entry) {
        List<String> references = new ArrayList<>();
        entry.pullRequest().ifPresent(request -> references.add(MarkdownText.link(request.text(), request.url())));
        entry.issues().forEach(issue -> references.add(MarkdownText.link(issue.text(), issue.url())));
        String description = MarkdownText.of(entry.description());
        return references.isEmpty() ? description : description + " (" + String.join(", ", references) + ")";
    }

    static String scope(Optional<String> scope) {
        return scope.map(name -> "**" + MarkdownText.inline(name) + ":** ").orElse("");
    }

    private static String by(Entry entry) {
        return entry.authors().isEmpty()
                ? ""
                : entry.authors().stream()
                        .map(author -> MarkdownText.inline(author.name()))
                        .collect(Collectors.joining(", ", " by ", ""));
    }

    /** Paragraphs after the first belong to the same item. */
    private static String upgrade(Upgrade upgrade) {
        return "- " + scope(upgrade.scope()) + MarkdownText.of(upgrade.text()).replace("\n", "\n\n  ");
    }

    private static String contributors(ReleaseNotes notes) {
        List<Contributor> all = notes.contributors();
        String names = all.stream()
                .limit(MOST_CONTRIBUTORS)
                .map(contributor -> MarkdownText.of(contributor.author().name()))
                .collect(Collectors.joining(", "));
        int more = all.size() - MOST_CONTRIBUTORS;
        return more > 0 ? names + " and " + more + " more" : names;
    }
}
