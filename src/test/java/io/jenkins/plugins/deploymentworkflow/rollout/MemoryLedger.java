package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A ledger that the process dies around: before the entry of a given number is written, or right after. */
final class MemoryLedger implements Ledger {
    /** The process is gone. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Killed(String message) {
            super(message);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Set<Long> killBefore = new HashSet<>();
    private final Set<Long> killAfter = new HashSet<>();

    void killBefore(long sequence) {
        killBefore.add(sequence);
    }

    void killAfter(long sequence) {
        killAfter.add(sequence);
    }

    @Override
    public synchronized Entry append(Event event, Instant at) {
        long sequence = entries.size() + 1L;
        if (killBefore.remove(sequence)) {
            throw new Killed("before entry " + sequence);
        }
        Entry entry = appendByOthers(event, at);
        if (killAfter.remove(sequence)) {
            throw new Killed("after entry " + sequence);
        }
        return entry;
    }

    /** What another process writes. */
    synchronized Entry appendByOthers(Event event, Instant at) {
        Entry entry = new Entry(entries.size() + 1L, at, event, "", "");
        entries.add(entry);
        return entry;
    }

    @Override
    public synchronized List<Entry> after(long sequence) {
        return sequence >= entries.size()
                ? List.of()
                : new ArrayList<>(entries.subList((int) sequence, entries.size()));
    }

    synchronized List<Entry> entries() {
        return new ArrayList<>(entries);
    }
}
