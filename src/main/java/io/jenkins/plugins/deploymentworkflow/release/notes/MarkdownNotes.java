package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes release notes as Markdown. */
public final class MarkdownNotes {
    private static final int MOST_CONTRIBUTORS = 100;

    /** In characters, to begin with room for all. */
    private static final int USUAL_ENTRY = 80;

    private MarkdownNotes() {}

    /** The whole document; its lines end with {@code \n}, the last one too. */
    public static String write(ReleaseNotes notes) {
        StringBuilder document = new StringBuilder(USUAL_ENTRY * (notes.commits() + 1));
        document.append("## ")
                .append(MarkdownText.link(notes.title(), notes.compare()))
                .append(" (")
                .append(notes.date())
                .append(")\n");
        if (notes.groups().isEmpty()) {
            document.append("\nNo changes.\n");
        }
        if (!notes.upgrades().isEmpty()) {
            document.append("\n### Upgrade notes\n\n");
            notes.upgrades()
                    .forEach(upgrade -> document.append(upgrade(upgrade)).append('\n'));
        }
        for (ReleaseNotes.Group group : notes.groups()) {
            document.append("\n### ").append(group.kind().title()).append("\n\n");
            group.entries().forEach(entry -> append(entry, document));
        }
        if (!notes.contributors().isEmpty()) {
            document.append("\n### Contributors\n\n")
                    .append(contributors(notes))
                    .append('\n');
        }
        return document.toString();
    }

    /** One line: scope, description, issues and pull request, commit, authors. */
    private static void append(Entry entry, StringBuilder document) {
        document.append("- ").append(scope(entry.scope()));
        appendDescribed(entry, document);
        document.append(" (");
        append(entry.shortHash(), entry.url(), document);
        document.append(')');
        String before = " by ";
        for (Author author : entry.authors()) {
            document.append(before).append(MarkdownText.inline(author.name()));
            before = ", ";
        }
        document.append('\n');
    }

    private static void append(String text, Optional<Address> url, StringBuilder document) {
        document.append(url.isEmpty() ? MarkdownText.inline(text) : MarkdownText.link(text, url));
    }

    /** The description with the pull request and the issues that it does not name. */
    static String described(Entry entry) {
        StringBuilder described = new StringBuilder();
        appendDescribed(entry, described);
        return described.toString();
    }

    private static void appendDescribed(Entry entry, StringBuilder document) {
        document.append(MarkdownText.of(entry.description()));
        if (entry.pullRequest().isEmpty() && entry.issues().isEmpty()) {
            return;
        }
        String before = " (";
        if (entry.pullRequest().isPresent()) {
            document.append(before);
            append(entry.pullRequest().get(), document);
            before = ", ";
        }
        for (Reference issue : entry.issues()) {
            document.append(before);
            append(issue, document);
            before = ", ";
        }
        document.append(')');
    }

    private static void append(Reference reference, StringBuilder document) {
        append(reference.text(), reference.url(), document);
    }

    static String scope(Optional<String> scope) {
        return scope.isEmpty() ? "" : "**" + MarkdownText.inline(scope.get()) + ":** ";
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
