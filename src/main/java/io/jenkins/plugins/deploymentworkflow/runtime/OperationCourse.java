package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.AbortException;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.operation.Ongoing;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.operation.Operations;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.rollout.Next;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Carries one operation to its end, from its beginning or from wherever the ledger says it stands. No thread is held
 * between two ticks, and one tick runs at a time.
 */
public final class OperationCourse {
    /** Who wants to know how it goes; called on background threads, and of the end once. */
    public interface Watcher {
        /** It is in the ledger now. */
        void begun(String application, String environment) throws IOException, InterruptedException;

        void ended(OperationResult result);

        void failed(Exception reason);

        /** Whether to wait and try again when it cannot be taken up now; otherwise it fails. */
        default boolean waits(String why) {
            return true;
        }
    }

    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** How often something that must not fail may fail in a row, a second apart. */
    private static final int FAILURES = 60;

    private final Background background = new Background();
    private final Courses courses = Courses.get();
    private final Errand errand;
    private final Workplace workplace;
    private final KeptCommands kept;
    private final Watcher watcher;
    private final Operations operations;
    private final CourseLog log;
    private volatile Ledger ledger;
    private volatile Ongoing ongoing;
    private volatile String waiting = "";
    private boolean over;
    private Request abort;
    private int failures;

    private record Request(String by, String reason) {}

    /** @param printed the last entry of the ledger that the log has already; 0 for none */
    public OperationCourse(Errand errand, Workplace workplace, KeptCommands kept, long printed, Watcher watcher) {
        this.errand = errand;
        this.workplace = workplace;
        this.kept = kept;
        this.watcher = watcher;
        this.log = new CourseLog(errand.deployment(), workplace, printed);
        this.operations = new Operations(
                Ledgers.get().store(), new JenkinsSurroundings(errand.deployment(), workplace, kept));
    }

    public String deployment() {
        return errand.deployment();
    }

    /** @throws Refused when another course moves the deployment already */
    public void begin() {
        courses.enter(this);
        background.run(() -> guarded(this::start));
    }

    /** Takes it up after a restart of the controller; waits for another course that moves it. */
    public void goOn() {
        background.run(() -> guarded(this::takeUp));
    }

    /** Asks for its end; the environment is brought to a safe state first. */
    public void abort(String by, String reason) {
        background.run(() -> guarded(() -> {
            synchronized (this) {
                abort = new Request(by, reason);
            }
            askForAbort();
            if (!waiting.isEmpty()) {
                fail(new AbortException(deployment() + " is not finished, and was left as it is: " + waiting));
            }
        }));
    }

    /** The last entry of the ledger that the log has. */
    public long printed() {
        return log.printed();
    }

    /** What it is doing, in a few words. */
    public String status() {
        if (!waiting.isEmpty()) {
            return waiting;
        }
        Ongoing now = ongoing;
        if (now == null) {
            return "planning";
        }
        RolloutState state = now.rollout().state();
        Action action = state.action();
        return action == null ? "planning" : action.name();
    }

    private void start() throws IOException, InterruptedException {
        takeOver(operations.start(errand.beginning().request(), Instant.now()));
    }

    private void takeUp() throws IOException, InterruptedException {
        if (isOver()) {
            return;
        }
        try {
            takeUpNow();
        } catch (Refused e) {
            // Somebody else is moving it: another course, the command-line tool, or a process that has just died.
            wait("waiting for another process to end it: ", e);
        } catch (IOException e) {
            wait("waiting for the agent: ", e);
        } catch (TargetException e) {
            if (++failures >= FAILURES) {
                throw e;
            }
            wait("waiting for the target: ", e);
        }
    }

    private void takeUpNow() throws IOException, InterruptedException {
        courses.enter(this);
        Optional<LedgerStore.Key> key = Ledgers.get().find(deployment());
        if (key.isEmpty() || !errand.operation().locks() && !hasEnded(key.get())) {
            start();
            return;
        }
        ledger = Ledgers.get().store().ledger(key.get().application(), key.get().environment());
        log.catchUp(ledger);
        if (state().ended() != null) {
            end(OperationResult.of(state()));
            return;
        }
        takeOver(operations.resume(
                key.get().application(),
                key.get().environment(),
                new EnvironmentWorkplace(
                                workplace, key.get().application(), key.get().environment())
                        .variables(),
                workplace.actor(),
                Instant.now()));
    }

    private void wait(String what, Exception reason) throws IOException, InterruptedException {
        String why = what + reason.getMessage();
        if (!watcher.waits(why)) {
            fail(reason);
            return;
        }
        if (waiting.isEmpty()) {
            log.say(why);
        }
        waiting = why;
        background.run(() -> guarded(this::takeUp), AGAIN);
    }

    private boolean hasEnded(LedgerStore.Key key) {
        ledger = Ledgers.get().store().ledger(key.application(), key.environment());
        return state().ended() != null;
    }

    private void takeOver(Ongoing taken) throws IOException, InterruptedException {
        String application = taken.deployable().application();
        String environment = taken.deployable().environment().name();
        ledger = Ledgers.get().store().ledger(application, environment);
        ongoing = taken;
        waiting = "";
        failures = 0;
        // It may have been given up while it was being taken up; it is moved all the same, to where it is safe.
        courses.enter(this);
        watcher.begun(application, environment);
        for (String warning : taken.warnings()) {
            log.say("warning: " + warning);
        }
        askForAbort();
        background.run(() -> guarded(this::tick));
    }

    private void tick() throws IOException, InterruptedException {
        Next next;
        try {
            next = ongoing.rollout().advance(Instant.now());
            failures = 0;
        } catch (RuntimeException e) {
            if (++failures >= FAILURES) {
                throw e;
            }
            log.say("trying again: " + e.getMessage());
            background.run(() -> guarded(this::tick), AGAIN);
            return;
        }
        log.catchUp(ledger);
        if (next instanceof Next.WaitUntil wait) {
            Duration left = Duration.between(Instant.now(), wait.at());
            background.run(() -> guarded(this::tick), left.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : left);
        } else if (next instanceof Next.Lost lost) {
            log.say(lost.reason());
            background.run(() -> guarded(this::takeUp), AGAIN);
        } else {
            end(OperationResult.of(state()));
        }
    }

    private void askForAbort() {
        Request wanted;
        synchronized (this) {
            wanted = abort;
        }
        Ledger known = ledger;
        if (wanted == null || known == null) {
            return;
        }
        RolloutState state = state();
        if (state.abort() == null && state.ended() == null) {
            known.append(
                    new Event.Requested(deployment(), Event.Request.ABORT, wanted.by(), wanted.reason()),
                    Instant.now());
        }
    }

    private RolloutState state() {
        return RolloutState.of(deployment(), ledger.after(0));
    }

    private synchronized boolean isOver() {
        return over;
    }

    private void end(OperationResult result) {
        kept.cleanUp(workplace);
        leave();
        if (first()) {
            watcher.ended(result);
        }
    }

    private void fail(Exception reason) {
        leave();
        if (first()) {
            watcher.failed(reason);
        }
    }

    private synchronized boolean first() {
        boolean first = !over;
        over = true;
        return first;
    }

    private void leave() {
        courses.leave(this);
        Ledgers.get().forget(deployment());
    }

    private interface Part {
        void run() throws IOException, InterruptedException;
    }

    private void guarded(Part part) {
        try {
            part.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }
}
