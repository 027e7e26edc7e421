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
        CommitMessageParser parser = new CommitMessageParser();
        String subject = "";
        String text = message.indexOf('\r') < 0
                ? message
                : message.replace("\r\n", "\n").replace('\r', '\n');
        int start = 0;
        while (subject.isEmpty() && start < text.length()) {
            int end = endOfLine(text, start);
            subject = text.substring(start, end).strip();
            start = end + 1;
        }
        for (start = parser.takeText(text, start); start < text.length(); ) {
            int end = endOfLine(text, start);
            parser.take(text.substring(start, end).stripTrailing());
            start = end + 1;
        }
        parser.endFooter();
        Optional<CommitHeader> header = CommitHeader.parse(subject);
        Optional<Reverted> reverted = Reverted.by(subject, header, message, parser.footers);
        List<CommitHeader> squashed = parser.items.isEmpty() ? List.of() : squashed(parser.items);
        return new CommitMessage(subject, header, text(parser.body), parser.footers, squashed, reverted);
    }

    private static int endOfLine(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    /**
     * Takes the first lines, as long as they can be nothing but text, in one piece: most messages are no more.
     *
     * @return where the first other one begins
     */
    private int takeText(String text, int first) {
        int next = first;
        while (next < text.length()) {
            int end = endOfLine(text, next);
            if (!isText(text, next, end)) {
                break;
            }
            afterEmpty = next == end;
            next = end + 1;
        }
        if (next > first) {
            body.add(text.substring(first, next - 1));
        }
        return next;
    }

    private boolean isText(String text, int start, int end) {
        if (start == end) {
            return true;
        }
        // What a list item, and BREAKING, begins with.
        char first = text.charAt(start);
        if (first == '*' || first == '-' || first == 'B' || Character.isWhitespace(text.charAt(end - 1))) {
            return false;
        }
        return !afterEmpty || !mayBeFooter(text, start, end);
    }

    /** Whether what every footer has behind its token is in these characters. */
    private static boolean mayBeFooter(String text, int start, int end) {
        for (int i = start; i + 1 < end; i++) {
            char c = text.charAt(i);
            if (c == ':' && text.charAt(i + 1) == ' ' || c == ' ' && text.charAt(i + 1) == '#') {
                return true;
            }
        }
        return false;
    }

    /** What an expression would say of every line is asked only of those that can be meant: most lines are just text. */
    private void take(String line) {
        Optional<Matcher> footer = footer(line);
        if (footer.isPresent()) {
            beginFooter(footer.get());
        } else if (isItem(line)) {
            endFooter();
            items.add(line.substring(2).strip());
            body.add(line);
        } else if (token == null) {
            body.add(line);
        } else if (!line.startsWith("(cherry") || !CHERRY_PICKED.matcher(line).matches()) {
            value.add(line);
        }
        afterEmpty = line.isEmpty();
    }

    private Optional<Matcher> footer(String line) {
        if (line.startsWith("BREAKING")) {
            Matcher breaking = BREAKING.matcher(line);
            if (breaking.matches()) {
                return Optional.of(breaking);
            }
        }
        if ((afterEmpty || token != null) && mayBeFooter(line, 0, line.length())) {
            Matcher footer = FOOTER.matcher(line);
            return footer.matches() ? Optional.of(footer) : Optional.empty();
        }
        return Optional.empty();
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
        return switch (lines.size()) {
            case 0 -> "";
            case 1 -> lines.get(0).strip();
            default -> String.join("\n", lines).strip();
        };
    }
}
