package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a {@code CHANGELOG.md} in the form of <a href="https://keepachangelog.com/en/1.1.0/">Keep a Changelog</a>,
 * to which releases are added. Whatever is there stays, byte for byte; line ends are those of the file.
 */
public final class Changelog {
    private static final Pattern SECTION = Pattern.compile("^ {0,3}##[ \\t]+(\\[?)(v?)([^\\s\\]]+).*$", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+.*");
    private static final Pattern UNRELEASED =
            Pattern.compile("(?i)^( {0,3}\\[unreleased\\]:[ \\t]*)(\\S+)(.*)$", Pattern.DOTALL);
    private static final String NEW = """
            # Changelog

            All notable changes to this project are documented in this file.

            The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/),
            and this project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).

            ## [Unreleased]
            """;

    private final MarkdownLines old;
    private final List<Heading> sections;

    private Changelog(MarkdownLines old) {
        this.old = old;
        this.sections = old.headings().stream()
                .flatMap(at -> Heading.of(at, old.line(at)).stream())
                .toList();
    }

    /**
     * @param file its name, for messages
     * @throws ConfigurationException when code or a comment in it has no end
     */
    public static Changelog of(String file, String text) {
        return new Changelog(MarkdownLines.of(file, text));
    }

    /** One without releases. */
    public static Changelog empty() {
        return of("", NEW);
    }

    private record Heading(int at, boolean linked, String prefix, String version) {
        static Optional<Heading> of(int at, String line) {
            Matcher found = SECTION.matcher(line);
            return found.matches()
                    ? Optional.of(new Heading(at, !found.group(1).isEmpty(), found.group(2), found.group(3)))
                    : Optional.empty();
        }

        boolean isRelease() {
            return VERSION.matcher(version).matches();
        }
    }

    /**
     * The text with the section of a release: below {@code Unreleased}, above the other releases. What is there already
     * stays, so that doing it twice changes nothing.
     *
     * @param notes of a version
     * @param replace writes a section that is there anew
     * @throws IllegalArgumentException when the notes are of no version
     */
    public String with(ReleaseNotes notes, boolean replace) {
        ChangelogSection section = ChangelogSection.of(notes);
        Optional<Heading> there = section(heading -> heading.version().equals(section.version()));
        if (there.isPresent()) {
            return replace ? replaced(there.get(), section) : String.join("", old.lines());
        }
        List<String> lines = new ArrayList<>(old.lines());
        int at = section(Heading::isRelease).map(Heading::at).orElseGet(old::references);
        List<String> body = written(section, section.link().isPresent());
        if (at > 0) {
            endLine(lines, at - 1);
            if (!lines.get(at - 1).isBlank()) {
                body.add(0, old.lineEnd());
            }
        }
        if (at < lines.size()) {
            body.add(old.lineEnd());
        }
        section.link().ifPresent(link -> refer(lines, section, link));
        lines.addAll(at, body);
        return String.join("", lines);
    }

    private String replaced(Heading there, ChangelogSection section) {
        List<String> lines = new ArrayList<>(old.lines());
        int end = old.headings().stream()
                .filter(next -> next > there.at())
                .findFirst()
                .orElse(old.references());
        List<String> body = written(section, there.linked());
        for (int i = end - 1; i > there.at() && lines.get(i).isBlank(); i--) {
            body.add(lines.get(i));
        }
        lines.subList(there.at(), end).clear();
        lines.addAll(there.at(), body);
        return String.join("", lines);
    }

    private Optional<Heading> section(Predicate<Heading> wanted) {
        return sections.stream().filter(wanted).findFirst();
    }

    /** What its other headings put before a version. */
    private String prefix() {
        return section(Heading::isRelease).map(Heading::prefix).orElse("");
    }

    private List<String> written(ChangelogSection section, boolean linked) {
        return new ArrayList<>(section.lines(prefix(), linked).stream()
                .map(line -> line + old.lineEnd())
                .toList());
    }

    /** Adds the release's link, and lets that of {@code Unreleased} begin at the release. */
    private void refer(List<String> lines, ChangelogSection section, String link) {
        int at = old.references();
        String release = "[" + prefix() + section.version() + "]: " + link + old.lineEnd();
        if (at == lines.size()) {
            if (at > 0) {
                endLine(lines, at - 1);
            }
            lines.add(old.lineEnd());
            section.unreleased()
                    .filter(url -> section(heading -> heading.linked() && isUnreleased(heading))
                            .isPresent())
                    .ifPresent(url -> lines.add("[unreleased]: " + url + old.lineEnd()));
            lines.add(release);
            return;
        }
        Matcher unreleased = UNRELEASED.matcher(lines.get(at));
        if (unreleased.matches()) {
            String url = section.unreleased()
                    .filter(next ->
                            next.endsWith("...HEAD") && unreleased.group(2).endsWith("...HEAD"))
                    .orElse(unreleased.group(2));
            lines.set(at, unreleased.group(1) + url + unreleased.group(3));
            endLine(lines, at);
            at++;
        }
        lines.add(at, release);
    }

    private static boolean isUnreleased(Heading heading) {
        return heading.version().toLowerCase(Locale.ROOT).equals("unreleased");
    }

    /** The last line may have no end. */
    private void endLine(List<String> lines, int at) {
        if (!lines.get(at).endsWith("\n")) {
            lines.set(at, lines.get(at) + old.lineEnd());
        }
    }
}
