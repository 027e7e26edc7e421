package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.operation.EventWords;
import io.jenkins.plugins.deploymentworkflow.operation.Ongoing;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** One line for each thing that happens: for logs and for reading aloud. */
final class PlainLines implements Progress {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    /** What follows the first line of an entry stands under it. */
    private static final String UNDER = "\n         ";

    private final Ledger ledger;
    private final EventWords words;
    private final PrintStream out;
    private long shown;

    PlainLines(Ongoing ongoing, LedgerStore ledgers, PrintStream out) {
        this.ledger = ledgers.ledger(
                ongoing.deployable().application(),
                ongoing.deployable().environment().name());
        this.words = new EventWords(ongoing.deployment());
        this.out = out;
    }

    @Override
    public void show(Instant now) {
        for (Entry entry : ledger.after(shown)) {
            shown = entry.sequence();
            words.of(entry).ifPresent(line -> out.println(TIME.format(entry.at()) + " " + line.replace("\n", UNDER)));
        }
    }

    @Override
    public void close() {}
}
