package io.jenkins.plugins.deploymentworkflow.versioning;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line such as {@code feat(api)!: take ranges}.
 *
 * @param type in small letters, since its case says nothing
 * @param scope as it is written; empty when there is none
 * @param breaking whether a {@code !} stands before the colon
 * @param description what follows colon and blank
 */
public record CommitHeader(String type, String scope, boolean breaking, String description) {
    private static final Pattern SYNTAX =
            Pattern.compile("([A-Za-z][A-Za-z0-9_-]*+)(?:\\(([^()]*+)\\))?(!?): +(\\S.*+)", Pattern.DOTALL);

    /** The header that a line is, if it is one. */
    public static Optional<CommitHeader> parse(String line) {
        Matcher found = SYNTAX.matcher(line.stripTrailing());
        if (!found.matches()) {
            return Optional.empty();
        }
        String scope = found.group(2) == null ? "" : found.group(2).strip();
        return Optional.of(new CommitHeader(
                found.group(1).toLowerCase(Locale.ROOT), scope, !found.group(3).isEmpty(), found.group(4)));
    }
}
