package io.jenkins.plugins.deploymentworkflow.versioning;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A commit message as Conventional Commits 1.0.0 reads it. Any text is one; a message whose first line is no header
 * has body and footers all the same.
 *
 * @param subject the first line that is not empty
 * @param header the same, when it is conventional
 * @param body what stands between the first line and the footers, without empty lines around
 * @param footers in their order
 * @param squashed the headers in a list of commits that were made one, as GitHub and GitLab write it
 * @param reverted what the commit takes back, when it is a revert
 */
public record CommitMessage(
        String subject,
        Optional<CommitHeader> header,
        String body,
        List<Footer> footers,
        List<CommitHeader> squashed,
        Optional<Reverted> reverted) {
    public CommitMessage {
        footers = List.copyOf(footers);
        squashed = List.copyOf(squashed);
    }

    /** Never fails. */
    public static CommitMessage parse(String message) {
        return CommitMessageParser.parse(message);
    }

    /** Whether the specification's rules say what it means. */
    public boolean isConventional() {
        return header.isPresent();
    }

    /** By {@code !} or a footer; also where the first line is not conventional, or that of a squashed commit is. */
    public boolean isBreaking() {
        return header.isPresent() && header.get().breaking()
                || !squashed.isEmpty() && squashed.stream().anyMatch(CommitHeader::breaking)
                || !footers.isEmpty() && footers.stream().anyMatch(Footer::isBreaking);
    }

    /** What breaks: each such footer, and the description of each header with {@code !} when there is no footer. */
    public List<String> breakingChanges() {
        List<String> told = footers.stream()
                .filter(Footer::isBreaking)
                .map(Footer::value)
                .filter(value -> !value.isEmpty())
                .toList();
        return told.isEmpty()
                ? Stream.concat(header.stream(), squashed.stream())
                        .filter(CommitHeader::breaking)
                        .map(CommitHeader::description)
                        .distinct()
                        .toList()
                : told;
    }
}
