package io.jenkins.plugins.deploymentworkflow.ledger;

import java.util.List;

/**
 * Some of a deployment's entries, for {@link Index#entries(String, Portion)} to go on from.
 *
 * @param end up to where the ledger was read; null for its beginning
 */
public record Portion(List<Entry> entries, Chain.Mark end) {
    /** Nothing was read yet. */
    public static final Portion NONE = new Portion(List.of(), null);
}
