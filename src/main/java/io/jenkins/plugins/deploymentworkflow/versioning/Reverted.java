package io.jenkins.plugins.deploymentworkflow.versioning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a commit takes back.
 *
 * @param hashes of commits, perhaps abbreviated to 7 digits or more
 * @param subject the first line of the commit, as far as the message quotes it
 */
public record Reverted(List<String> hashes, Optional<String> subject) {
    private static final Pattern QUOTED =
            Pattern.compile("(Revert|Reapply) \"(.*)\"(?: \\([#!][0-9]+\\))?", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile("(?m)^This reverts commit ([0-9a-f]{7,64})\\b");
    private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{7,64}\\b");

    public Reverted {
        hashes = List.copyOf(hashes);
    }

    /**
     * What a message takes back, when its first line is git's {@code Revert "..."} or of the type {@code revert}. Git
     * names the commit in a sentence; Conventional Commits suggests footers {@code Refs}.
     */
    static Optional<Reverted> by(String subject, Optional<CommitHeader> header, String text, List<Footer> footers) {
        boolean typed = header.isPresent() && header.get().type().equals("revert");
        if (!typed && !subject.startsWith("Re")) {
            return Optional.empty();
        }
        Matcher quoted = QUOTED.matcher(subject);
        boolean git = quoted.matches();
        if (!git && !typed) {
            return Optional.empty();
        }
        List<String> hashes = new ArrayList<>(
                SENTENCE.matcher(text).results().map(found -> found.group(1)).toList());
        if (typed) {
            footers.stream()
                    .filter(footer -> footer.is("Refs") || footer.is("Reverts"))
                    .flatMap(footer -> HASH.matcher(footer.value()).results())
                    .map(MatchResult::group)
                    .forEach(hashes::add);
        }
        Optional<String> target = git
                ? Optional.of(quoted.group(1).equals("Revert") ? quoted.group(2) : "Revert \"" + quoted.group(2) + "\"")
                : header.map(one -> one.description().replaceFirst("^\"(.*)\"$", "$1"));
        return Optional.of(new Reverted(hashes.stream().distinct().toList(), target));
    }
}
