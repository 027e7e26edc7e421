package io.jenkins.plugins.deploymentworkflow.versioning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a commit message line by line, in time that is linear in its length.
 *
 * <p>Footers begin at the first line behind an empty one that is a footer, and each goes on to the next one
 * (specification, 8 to 10). {@code BREAKING CHANGE:} at the start of a line is a footer wherever it stands: who forgets
 * the empty line means it none the less.
 */
final class CommitMessageParser {
    private static final Pattern FOOTER =
            Pattern.compile("(BREAKING CHANGE|[A-Za-z0-9][A-Za-z0-9-]*+)(?:: +| (?=#\\S))(.*+)");
    private static final Pattern BREAKING = Pattern.compile("(BREAKING CHANGE|BREAKING-CHANGE): *(.*+)");
    private static final Pattern CHERRY_PICKED = Pattern.compile("\\(cherry picked from commit [0-9a-f]+\\)");

    /** Those that the specification and the Angular convention name; a list item of another word is just text. */
    private static final Set<String> TYPES =
            Set.of("build", "chore", "ci", "docs", "feat", "fix", "perf", "refactor", "revert", "style", "test");

    private final List<String> body = new ArrayList<>();
    private final List<Footer> footers = new ArrayList<>();
    private final List<String> items = new ArrayList<>();
    private String token;
    private final List<String> value = new ArrayList<>();
    private boolean afterEmpty;

    private CommitMessageParser() {}

    static CommitMessage parse(String message) {
        List<String> lines = message.lines()
                .dropWhile(String::isBlank)
                .map(String::stripTrailing)
                .toList();
        String subject = lines.isEmpty() ? "" : lines.get(0).strip();
        Optional<CommitHeader> header = CommitHeader.parse(subject);
        CommitMessageParser parser = new CommitMessageParser();
        lines.stream().skip(1).forEach(parser::take);
        parser.endFooter();
        Optional<Reverted> reverted = Reverted.by(subject, header, message, parser.footers);
        return new CommitMessage(subject, header, text(parser.body), parser.footers, squashed(parser.items), reverted);
    }

    private void take(String line) {
        Matcher breaking = BREAKING.matcher(line);
        Matcher footer = FOOTER.matcher(line);
        if (breaking.matches()) {
            beginFooter(breaking);
        } else if (footer.matches() && (afterEmpty || token != null)) {
            beginFooter(footer);
        } else if (isItem(line)) {
            endFooter();
            items.add(line.substring(2).strip());
            body.add(line);
        } else if (token == null) {
            body.add(line);
        } else if (!CHERRY_PICKED.matcher(line).matches()) {
            value.add(line);
        }
        afterEmpty = line.isEmpty();
    }

    private void beginFooter(Matcher found) {
        endFooter();
        token = found.group(1);
        value.add(found.group(2));
    }

    private void endFooter() {
        if (token != null) {
            footers.add(new Footer(token, text(value)));
        }
        token = null;
        value.clear();
    }

    private static boolean isItem(String line) {
        if (!line.startsWith("* ") && !line.startsWith("- ")) {
            return false;
        }
        String item = line.substring(2).strip();
        return item.startsWith("Revert \"")
                || CommitHeader.parse(item)
                        .filter(header -> TYPES.contains(header.type()))
                        .isPresent();
    }

    /** The commits of the list, less those that the list itself takes back, in whichever order it is. */
    private static List<CommitHeader> squashed(List<String> items) {
        Set<String> all = new HashSet<>(items);
        Map<String, String> targets = new HashMap<>();
        for (String item : all) {
            Reverted.by(item, CommitHeader.parse(item), "", List.of())
                    .flatMap(Reverted::subject)
                    .filter(all::contains)
                    .ifPresent(target -> targets.put(item, target));
        }
        Set<String> taken = new HashSet<>(targets.values());
        return items.stream()
                .filter(item -> !targets.containsKey(item) && !taken.contains(item))
                .flatMap(item -> CommitHeader.parse(item).stream())
                .toList();
    }

    private static String text(List<String> lines) {
        return lines.stream().collect(Collectors.joining("\n")).strip();
    }
}
