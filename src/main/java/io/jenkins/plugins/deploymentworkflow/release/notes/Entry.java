package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One change. Every text is cleaned and bounded, none is escaped.
 *
 * @param type of a Conventional Commit, such as {@code feat}, in lower case; empty for another commit
 * @param scope what it is about; empty when the message does not say
 * @param description what was done, in one line without the pull request at its end
 * @param breaking what it breaks, in paragraphs; empty when it breaks nothing, the description when the message says
 *     no more
 * @param hash of its commit, all digits
 * @param url of its commit; empty when that is not known
 * @param at when the commit was made
 * @param authors the author first, then co-authors, each once
 * @param issues those that the message names, each once
 * @param pullRequest that brought it
 */
public record Entry(
        String type,
        Optional<String> scope,
        String description,
        Optional<String> breaking,
        String hash,
        Optional<Address> url,
        Instant at,
        List<Author> authors,
        List<Reference> issues,
        Optional<Reference> pullRequest) {
    private static final int SHOWN = 8;

    public Entry {
        authors = List.copyOf(authors);
        issues = List.copyOf(issues);
    }

    public Kind kind() {
        return Kind.of(type, scope, breaking.isPresent());
    }

    /** Enough digits for a person. */
    public String shortHash() {
        return hash.substring(0, Math.min(hash.length(), SHOWN));
    }
}
