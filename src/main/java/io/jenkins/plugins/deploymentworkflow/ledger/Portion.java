package io.jenkins.plugins.deploymentworkflow.ledger;

import java.util.List;

/**
 * Some of a deployment's entries, for {@link Index#entries(String, Portion)} to go on from.
 *
 * @param end up to where the ledger was read; null for its beginning
 * @param base the last entry that had been moved into archives by then; offsets are other ones after more were moved
 */
public record Portion(List<Entry> entries, Chain.Mark end, long base) {
    /** Nothing was read yet. */
    public static final Portion NONE = new Portion(List.of(), null, 0);
}
