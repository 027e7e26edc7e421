package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.git.Commit;
import io.jenkins.plugins.deploymentworkflow.versioning.CommitHeader;
import io.jenkins.plugins.deploymentworkflow.versioning.CommitMessage;
import io.jenkins.plugins.deploymentworkflow.versioning.Footer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes entries of a commit: one of its first line, more of the list in a squashed one. */
final class Entries {
    private static final int LONGEST_TYPE = 30;
    private static final int LONGEST_SCOPE = 60;
    private static final int LONGEST_DESCRIPTION = 300;
    private static final int LONGEST_TEXT = 2000;
    private static final int MOST_AUTHORS = 20;
    private static final int MOST_SQUASHED = 100;

    /** Lines of a body in which an issue is meant and not just mentioned. */
    private static final Pattern CONCERNING = Pattern.compile(
            "(?i)\\b(?:clos(?:e[sd]?|ing)|fix(?:e[sd]|ing)?|resolv(?:e[sd]?|ing)|implement(?:s|ed|ing)?|refs?|references|see"
                    + "|relates? to|part of|issues?|tickets?|tasks?)\\b");

    /** Footers that name people. */
    private static final Set<String> PERSONAL =
            Set.of("signed-off-by", "co-authored-by", "reviewed-by", "acked-by", "tested-by", "reported-by", "cc");

    private final CodeHost host;
    private final References references;

    /** By the names in the commits: most come again and again. */
    private final Map<String, Author> known = new HashMap<>();

    Entries(CodeHost host, References references) {
        this.host = host;
        this.references = references;
    }

    /**
     * @param via the number of the pull request that it came with
     */
    List<Entry> of(Commit commit, CommitMessage message, Optional<String> via) {
        List<Footer> breaking = message.footers().isEmpty()
                ? List.of()
                : message.footers().stream().filter(Footer::isBreaking).toList();
        Details details = details(commit, message, via);
        if (message.squashed().isEmpty()) {
            return List.of(first(details, message, breaking));
        }
        List<Entry> entries = new ArrayList<>();
        boolean listed = message.header().isEmpty() && breaking.isEmpty();
        if (!listed) {
            entries.add(first(details, message, breaking));
        }
        message.squashed().stream()
                .limit(MOST_SQUASHED)
                .map(header -> entry(details, header, List.of()))
                .filter(entry -> listed || entry.kind().compareTo(Kind.PERFORMANCE) <= 0)
                .filter(entry -> entries.stream().noneMatch(known -> sameChange(known, entry)))
                .forEach(entries::add);
        return entries;
    }

    /** What footers say to those who upgrade: {@code BREAKING CHANGE} and {@code Upgrade-Note}. */
    List<Upgrade> upgrades(Commit commit, CommitMessage message) {
        if (message.footers().isEmpty()) {
            return List.of();
        }
        Optional<String> scope = message.header().flatMap(header -> scope(header.scope()));
        return message.footers().stream()
                .filter(footer -> footer.isBreaking() || footer.is("Upgrade-Note") || footer.is("Upgrade-Notes"))
                .map(footer -> CleanText.paragraphs(footer.value(), LONGEST_TEXT))
                .filter(text -> !text.isEmpty())
                .map(text -> new Upgrade(scope, text, commit.hash()))
                .toList();
    }

    static boolean sameChange(Entry one, Entry other) {
        return one.type().equals(other.type())
                && one.scope().equals(other.scope())
                && one.description().equalsIgnoreCase(other.description());
    }

    /** What all entries of a commit share. */
    private record Details(
            Commit commit, List<Author> authors, List<Reference> issues, Optional<Reference> pullRequest) {}

    private Details details(Commit commit, CommitMessage message, Optional<String> via) {
        PullRequests.Titled titled = PullRequests.Titled.of(message.subject());
        Optional<String> number = titled.number().isPresent()
                ? titled.number()
                : PullRequests.told(commit.message()).or(() -> via);
        Optional<Reference> pullRequest = number.map(references::pullRequest);
        List<Reference> issues = without(pullRequest, issues(titled.description(), message));
        return new Details(commit, authors(commit, message), issues, pullRequest);
    }

    private Entry first(Details details, CommitMessage message, List<Footer> breaking) {
        List<String> told = breaking.isEmpty()
                ? List.of()
                : breaking.stream().map(Footer::value).toList();
        if (message.header().isPresent()) {
            return entry(details, message.header().get(), told);
        }
        String type = message.reverted().isPresent() ? "revert" : "";
        return entry(details, new CommitHeader(type, "", !told.isEmpty(), message.subject()), told);
    }

    private Entry entry(Details details, CommitHeader header, List<String> told) {
        String description = CleanText.line(
                PullRequests.Titled.of(header.description().strip()).description(), LONGEST_DESCRIPTION);
        if (description.isEmpty()) {
            description = "(no description)";
        }
        return new Entry(
                CleanText.key(CleanText.line(header.type(), LONGEST_TYPE)),
                scope(header.scope()),
                description,
                breaking(header, told, description),
                details.commit().hash(),
                host.commit(details.commit().hash()),
                details.commit().committed(),
                details.authors(),
                details.issues(),
                details.pullRequest());
    }

    private static List<Reference> without(Optional<Reference> one, List<Reference> issues) {
        return one.isEmpty() || issues.isEmpty()
                ? issues
                : issues.stream()
                        .filter(issue -> !issue.text().equals(one.get().text()))
                        .toList();
    }

    private static Optional<String> breaking(CommitHeader header, List<String> told, String description) {
        if (!header.breaking() && told.isEmpty()) {
            return Optional.empty();
        }
        String text = CleanText.paragraphs(String.join("\n\n", told), LONGEST_TEXT);
        return Optional.of(text.isEmpty() ? description : text);
    }

    private static Optional<String> scope(String scope) {
        String text = CleanText.line(scope, LONGEST_SCOPE);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private List<Reference> issues(String subject, CommitMessage message) {
        if (message.footers().isEmpty() && !references.mayBeIn(subject) && !references.mayBeIn(message.body())) {
            return List.of();
        }
        StringBuilder searched = new StringBuilder(subject);
        if (references.mayBeIn(message.body())) {
            message.body()
                    .lines()
                    .filter(line ->
                            references.mayBeIn(line) && CONCERNING.matcher(line).find())
                    .forEach(line -> searched.append('\n').append(line));
        }
        for (Footer footer : message.footers()) {
            if (!footer.isBreaking() && !PERSONAL.contains(CleanText.key(footer.token()))) {
                searched.append('\n').append(footer.value());
            }
        }
        return references.issues(searched.toString());
    }

    private static String beforeMail(String person) {
        int mail = person.indexOf('<');
        return mail < 0 ? person : person.substring(0, mail);
    }

    private List<Author> authors(Commit commit, CommitMessage message) {
        Author author = known.computeIfAbsent(commit.author().name(), Author::of);
        if (message.footers().isEmpty() && !author.name().isEmpty()) {
            return List.of(author);
        }
        Set<Author> authors = new LinkedHashSet<>(List.of(author));
        message.footers().stream()
                .filter(footer -> footer.is("Co-authored-by"))
                .limit(MOST_AUTHORS)
                .map(footer -> Author.of(beforeMail(footer.value())))
                .forEach(authors::add);
        authors.removeIf(one -> one.name().isEmpty());
        return List.copyOf(authors);
    }
}
