package io.jenkins.plugins.deploymentworkflow.ledger;

/**
 * Whether a file that does not begin with the first entry begins where it should: one of its own entries says that those
 * before were archived, up to which, and with which hash.
 */
final class Anchor {
    private final Chain.Mark begin;
    private boolean found;

    Anchor(Chain.Mark begin) {
        this.begin = begin;
    }

    void see(Line line) {
        found |= line.entry().event() instanceof Event.Archived archived
                && archived.through() == begin.sequence()
                && archived.last().equals(begin.hash());
    }

    boolean holds() {
        return begin.sequence() == 0 || found;
    }

    String reason() {
        return "expected entry 1, found entry " + (begin.sequence() + 1) + ", and no entry says that those up to entry "
                + begin.sequence() + " were archived";
    }
}
