package io.jenkins.plugins.deploymentworkflow.runtime;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.operation.Aftercare;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Brings one deployment that nobody moves to its end, however often that must be tried. */
final class Care implements OperationCourse.Watcher {
    private static final Logger LOGGER = Logger.getLogger(Caretaker.class.getName());
    private static final String ACTOR = "Jenkins";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /** After a start of the controller, agents take a while to come. */
    private static final int FEWEST_ATTEMPTS = 3;

    private final Event.Started started;
    private final Ledger ledger;
    private Instant since;
    private Instant next = Instant.EPOCH;
    private String reason = "";
    private int attempts;
    private boolean over;

    Care(Event.Started started, Ledger ledger) {
        this.started = started;
        this.ledger = ledger;
    }

    /** For how long it is tried; after that a person must look at the environment. */
    static Duration patience() {
        return Duration.ofMinutes(Long.getLong(Caretaker.class.getName() + ".patienceMinutes", 24 * 60));
    }

    /**
     * Tries it, if the last attempt is long enough ago.
     *
     * @param end what has become of the build; empty when there was none, and the deployment is to be gone on with
     */
    synchronized void attempt(Optional<String> end) {
        Instant now = Instant.now();
        if (now.isBefore(next)) {
            return;
        }
        List<Entry> entries = ledger.after(0);
        end.ifPresent(what -> askForAbort(entries, what, now));
        since = requestedAt(entries).orElse(since == null ? now : since);
        attempts++;
        next = now.plus(pause());
        String deployment = started.deployment();
        Errand errand = new Errand(deployment, Operation.of(started.operation()), () -> {
            throw new Refused("the ledger has lost deployment " + deployment);
        });
        long told = entries.isEmpty() ? 0 : entries.get(entries.size() - 1).sequence();
        new OperationCourse(errand, NodeWorkspace.of(started, ACTOR), CommandFile.of(deployment), told, this).goOn();
    }

    private void askForAbort(List<Entry> entries, String what, Instant now) {
        if (requestedAt(entries).isEmpty()) {
            String why = "its build " + what;
            LOGGER.info(() -> started.deployment() + " is taken back: " + why);
            ledger.append(new Event.Requested(started.deployment(), Event.Request.ABORT, ACTOR, why), now);
        }
    }

    /** In the ledger, so it is known after a restart of the controller too. */
    private Optional<Instant> requestedAt(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.event() instanceof Event.Requested request
                        && request.request() == Event.Request.ABORT
                        && request.deployment().equals(started.deployment()))
                .map(Entry::at)
                .findFirst();
    }

    private Duration pause() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    synchronized void soon() {
        next = Instant.EPOCH;
    }

    synchronized Optional<Waiting> waiting() {
        return over || reason.isEmpty() ? Optional.empty() : Optional.of(new Waiting(started, reason, since, next));
    }

    synchronized boolean isOver() {
        return over;
    }

    @Override
    public synchronized void begun(String application, String environment) {
        reason = "";
    }

    @Override
    public synchronized void ended(OperationResult result) {
        over = true;
        LOGGER.info(() -> result.succeeded() ? result.deploymentId() + " has succeeded" : result.failure());
    }

    @Override
    public boolean waits(String why) {
        return false;
    }

    @Override
    public synchronized void failed(Exception failure) {
        Exception plain = Reasons.plain(failure);
        reason = plain.getMessage() == null ? plain.toString() : plain.getMessage();
        Instant again = next;
        LOGGER.log(
                attempts == 1 ? Level.WARNING : Level.FINE,
                plain,
                () -> started.deployment() + " cannot be brought to its end yet; it is tried again at " + again);
        if (attempts >= FEWEST_ATTEMPTS && Instant.now().isAfter(since.plus(patience()))) {
            giveUp();
        }
    }

    private void giveUp() {
        String words = "needs a person: its end could not be carried out within " + Durations.format(patience()) + ": "
                + reason + ". See what serves, and deploy what should";
        try {
            Aftercare.giveUp(Ledgers.get().store(), started, ACTOR, words, Instant.now());
            over = true;
            LOGGER.warning(() -> started.deployment() + " " + words);
        } catch (Refused | LedgerException e) {
            LOGGER.log(Level.WARNING, e, () -> started.deployment() + " could not be ended either");
        }
    }
}
