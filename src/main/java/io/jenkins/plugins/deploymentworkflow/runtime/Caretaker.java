package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.model.PeriodicWork;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Index;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Summary;
import io.jenkins.plugins.deploymentworkflow.operation.Operations;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Looks for deployments that this controller began and that nobody moves: a freestyle build cut off by a restart, a
 * deleted job, a Pipeline ended by force. It asks for their abort and carries that out. What a person began without a
 * build, it goes on with.
 */
@Extension
public class Caretaker extends PeriodicWork {
    private static final Logger LOGGER = Logger.getLogger(Caretaker.class.getName());
    private static final long EVERY_MILLIS = 15_000;
    private static final long SOON_MILLIS = 5_000;
    /** How many of the last operations of an environment may be checks that were cut off. */
    private static final int CHECKS = 20;

    private final ConcurrentMap<String, Care> cares = new ConcurrentHashMap<>();
    /** Whether all environments have been looked at since the controller was started. */
    private volatile boolean started;
    private final AtomicBoolean looking = new AtomicBoolean();

    public static Caretaker get() {
        return ExtensionList.lookupSingleton(Caretaker.class);
    }

    @Override
    public long getRecurrencePeriod() {
        return EVERY_MILLIS;
    }

    @Override
    public long getInitialDelay() {
        return SOON_MILLIS;
    }

    /** Not on the timer's own thread, which must not wait for a disk. */
    @Override
    protected void doRun() {
        if (Jenkins.get().getInitLevel() == InitMilestone.COMPLETED) {
            new Background().run(this::look);
        }
    }

    /** What could not be carried out yet, and why: an agent that is away, a variable that nobody gives. */
    public List<Waiting> waiting() {
        return cares.values().stream().map(Care::waiting).flatMap(Optional::stream).toList();
    }

    /** Tries all of it again now: the agent is back, or the variable is there. */
    public void tryAgain() {
        cares.values().forEach(Care::soon);
        new Background().run(this::look);
    }

    /** Looks at all environments once; at the same time on one thread alone. */
    void look() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        try {
            LedgerStore ledgers = Ledgers.get().store();
            Collection<LedgerStore.Key> environments = ledgers.environments();
            environments.forEach(key -> look(ledgers, key));
            started = true;
            cares.values().removeIf(Care::isOver);
        } catch (LedgerException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot look for deployments that nobody moves");
        } finally {
            looking.set(false);
        }
    }

    private void look(LedgerStore ledgers, LedgerStore.Key key) {
        try {
            Index index = ledgers.index(key.application(), key.environment());
            if (index.isQuiet()) {
                return;
            }
            index.refresh(Long.MAX_VALUE);
            Ledger ledger = ledgers.ledger(key.application(), key.environment());
            if (!started) {
                index.openChecks(CHECKS).forEach(checks -> endChecks(checks, ledger));
            }
            boolean open = index.standing()
                    .underway()
                    .filter(underway ->
                            Courses.get().find(underway.summary().id()).isEmpty())
                    .isPresent();
            if (!open || isLeasedElsewhere(ledgers, key)) {
                return;
            }
            Operations.unfinished(ledger)
                    .filter(state -> Courses.get().find(state.deployment()).isEmpty())
                    .filter(state -> Builds.ownController(state.started().origin()))
                    .ifPresent(state -> take(state, ledger));
        } catch (LedgerException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot look whether somebody moves what is under way in " + key);
        }
    }

    /**
     * Checks change nothing, so there is nothing to take back: they have just not been done. It is a restart that leaves
     * them so, and they lock nothing; therefore it is enough to look once.
     */
    private static void endChecks(Summary checks, Ledger ledger) {
        if (Courses.get().find(checks.id()).isEmpty()
                && Builds.ownController(checks.started().origin())) {
            Builds.end(checks.started(), checks.startedAt()).ifPresent(end -> {
                ledger.append(
                        new Event.Ended(checks.id(), Event.Outcome.ABORTED, "its build " + end, ""), Instant.now());
                NodeWorkspace at = NodeWorkspace.of(checks.started(), "Jenkins");
                new Background().run(() -> CommandFile.of(checks.id()).abandon(at));
            });
        }
    }

    private static boolean isLeasedElsewhere(LedgerStore ledgers, LedgerStore.Key key) {
        return ledgers.lock(key.application(), key.environment())
                .holder(Instant.now())
                .filter(holder ->
                        !holder.alive() || holder.pid() != ProcessHandle.current().pid())
                .isPresent();
    }

    private void take(RolloutState state, Ledger ledger) {
        Event.Started started = state.started();
        boolean byPerson = started.origin().build().isEmpty();
        Optional<String> end = byPerson ? Optional.empty() : Builds.end(started, state.startedAt());
        if (byPerson || end.isPresent()) {
            cares.computeIfAbsent(state.deployment(), name -> new Care(started, ledger))
                    .attempt(end);
        }
    }
}
