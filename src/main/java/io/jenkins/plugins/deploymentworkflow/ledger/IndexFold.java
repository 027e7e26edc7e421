package io.jenkins.plugins.deploymentworkflow.ledger;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers the numbers of an environment's operations from its entries, as {@link History} gathers the operations. */
final class IndexFold {
    private final IndexRows rows;
    private final Set<Integer> changed = new LinkedHashSet<>();
    private UnderwayFold underway;

    IndexFold(IndexRows rows) {
        this.rows = rows;
    }

    /** @param offset where the line begins in the ledger */
    void apply(Line line, long offset) {
        Event event = line.entry().event();
        int length = line.bytes().length;
        int number = rows.find(IndexRow.key(event.deployment()));
        if (number < 0 && event instanceof Event.Started started) {
            number = rows.size();
            rows.put(number, IndexRow.started(started, line.entry().at(), offset, length));
            changed.add(number);
            if (!started.operation().equals("smoke")) {
                underway = new UnderwayFold(started, line.entry().at());
            }
        }
        if (number < 0 || !rows.row(number).open()) {
            return;
        }
        boolean current = underway != null && underway.is(event.deployment());
        if (current) {
            underway.apply(event);
        }
        if (event instanceof Event.RollbackStarted) {
            rows.put(number, rows.row(number).turned(line.entry().at()));
            changed.add(number);
        } else if (event instanceof Event.Ended ended) {
            rows.put(number, ended(rows.row(number), ended, line, offset));
            rows.ended(number);
            changed.add(number);
            underway = current ? null : underway;
        }
    }

    private static IndexRow ended(IndexRow row, Event.Ended ended, Line line, long offset) {
        long leaves =
                switch (ended.outcome()) {
                    case SUCCEEDED -> row.version();
                    case ROLLED_BACK, ABORTED, REFUSED -> row.previous();
                    case FAILED -> IndexRow.key(ended.servingVersion());
                };
        return row.ended(ended.outcome(), leaves, line.entry().at(), offset, line.bytes().length);
    }

    /** Whether nothing goes on, so that all there is to know is in the rows. */
    boolean settled() {
        return underway == null;
    }

    Optional<Underway> underway() {
        return Optional.ofNullable(underway).map(UnderwayFold::underway);
    }

    /** The rows that were added or changed since this was asked last. */
    List<Integer> changed() {
        List<Integer> numbers = new ArrayList<>(changed);
        changed.clear();
        return numbers;
    }
}
