package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A release as Keep a Changelog 1.1.0 writes it. Changes that nobody who uses the software can notice (tests, formatting,
 * builds) are left to the release notes.
 *
 * @param version without a prefix
 * @param link of the heading
 * @param unreleased where the host shows what came after this release
 */
record ChangelogSection(
        String version, LocalDate date, List<Entry> entries, Optional<String> link, Optional<String> unreleased) {
    private static final Set<String> UNNOTICED =
            Set.of("build", "chore", "ci", "docs", "doc", "style", "test", "tests");

    public ChangelogSection {
        entries = List.copyOf(entries);
    }

    /** The headings that Keep a Changelog knows, in its order. */
    private enum Heading {
        ADDED("Added"),
        CHANGED("Changed"),
        DEPRECATED("Deprecated"),
        REMOVED("Removed"),
        FIXED("Fixed"),
        SECURITY("Security");

        private final String title;

        Heading(String title) {
            this.title = title;
        }

        static Heading of(Entry entry) {
            return switch (entry.type().toLowerCase(Locale.ROOT)) {
                case "feat", "feature", "add" -> ADDED;
                case "fix", "bugfix", "hotfix" ->
                    entry.scope().map(CleanText::key).filter("security"::equals).isPresent() ? SECURITY : FIXED;
                case "deprecate", "deprecated" -> DEPRECATED;
                case "remove", "removed", "revert" -> REMOVED;
                case "security", "sec" -> SECURITY;
                default -> CHANGED;
            };
        }
    }

    /** @throws IllegalArgumentException when the notes are of no version */
    static ChangelogSection of(ReleaseNotes notes) {
        return new ChangelogSection(
                notes.version()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "expected release notes of a version, found those of what is not released")),
                notes.date(),
                notes.entries(),
                notes.compare().or(notes::page).map(Address::text),
                notes.later().map(Address::text));
    }

    /**
     * Its lines, without line ends.
     *
     * @param prefix of the version in the heading
     * @param bracketed whether the heading is a link
     */
    List<String> lines(String prefix, boolean bracketed) {
        Map<Heading, List<String>> groups = new EnumMap<>(Heading.class);
        entries.stream()
                .filter(entry -> entry.breaking().isPresent() || !UNNOTICED.contains(entry.type()))
                .forEach(entry -> groups.computeIfAbsent(Heading.of(entry), heading -> new ArrayList<>())
                        .addAll(item(entry)));
        List<String> lines = new ArrayList<>();
        String name = prefix + version;
        lines.add("## " + (bracketed ? "[" + name + "]" : name) + " - " + date);
        groups.forEach((heading, items) -> {
            lines.add("");
            lines.add("### " + heading.title);
            lines.add("");
            lines.addAll(items);
        });
        if (groups.isEmpty()) {
            lines.add("");
            lines.add("No changes for users.");
        }
        return lines;
    }

    private static List<String> item(Entry entry) {
        String mark = entry.breaking().isPresent() ? "**Breaking:** " : "";
        List<String> lines = new ArrayList<>();
        lines.add("- " + mark + MarkdownNotes.scope(entry.scope()) + MarkdownNotes.described(entry));
        entry.breaking()
                .filter(text -> !text.equals(entry.description()))
                .ifPresent(text -> text.lines().forEach(paragraph -> {
                    lines.add("");
                    lines.add("  " + MarkdownText.of(paragraph));
                }));
        return lines;
    }
}
