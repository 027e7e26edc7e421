package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.analysis.Sample;
import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Phase;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where a deployment stands: a fold over its events in the ledger, and nothing else. */
public final class RolloutState {
    private final String deployment;
    private final Duration keepSamples;
    private final List<Action> done = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, Verdict> verdicts = new TreeMap<>();
    private long sequence;
    private Event.Started started;
    private Instant startedAt;
    private Instant changedAt;
    private Phase phase = Phase.FORWARD;
    private Plan plan;
    private int round;
    private int index;
    private Instant plannedUntil;
    private int attempts;
    private Event.ActionStarted running;
    private Instant runningSince;
    private Action interrupted;
    private Event.ActionStarted interruptedStart;
    private Event.RollbackStarted rollback;
    private Instant rollbackSince;
    private Instant failedAt;
    private String lastFailure = "";
    private Event.Held held;
    private boolean released;
    private Event.Requested abort;
    private Event.Observed observed;
    private Instant observedAt;
    private final List<Event.Check> checks = new ArrayList<>();
    private Event.Ended ended;
    private Instant endedAt;

    /** @param keepSamples how far back samples are kept: the widest window of the gates */
    public RolloutState(String deployment, Duration keepSamples) {
        this.deployment = deployment;
        this.keepSamples = keepSamples;
    }

    /** The state after these entries, with five minutes of samples; entries of other deployments are passed over. */
    public static RolloutState of(String deployment, List<Entry> entries) {
        RolloutState state = new RolloutState(deployment, Duration.ofMinutes(5));
        entries.forEach(state::apply);
        return state;
    }

    /** Takes the next entry of the ledger in. */
    public void apply(Entry entry) {
        sequence = entry.sequence();
        Event event = entry.event();
        if (!deployment.equals(event.deployment())) {
            return;
        }
        changedAt = entry.at();
        if (event instanceof Event.Started e) {
            started = e;
            startedAt = entry.at();
        } else if (event instanceof Event.Planned e) {
            phase = e.phase();
            round = e.round();
            plan = e.plan();
            index = 0;
            plannedUntil = entry.at();
            nextAction();
        } else if (event instanceof Event.ActionStarted e) {
            running = e;
            runningSince = entry.at();
            attempts = e.attempt() + 1;
        } else if (event instanceof Event.ActionEnded e) {
            end(e, entry.at());
        } else if (event instanceof Event.Observed e) {
            observe(e, entry.at());
        } else if (event instanceof Event.Judged e) {
            judge(e.verdict());
        } else if (event instanceof Event.Checked e) {
            checks.addAll(e.checks());
        } else if (event instanceof Event.Held e) {
            held = e;
            released = false;
        } else if (event instanceof Event.Requested e) {
            request(e);
        } else if (event instanceof Event.RollbackStarted e) {
            turnBack(e, entry.at());
        } else if (event instanceof Event.Ended e) {
            ended = e;
            endedAt = entry.at();
        }
    }

    private void end(Event.ActionEnded event, Instant at) {
        if (event.outcome() == Event.ActionOutcome.DONE) {
            done.add(plan.action(event.index()));
            index = event.index() + 1;
            plannedUntil = at;
            nextAction();
        } else {
            running = null;
            lastFailure = event.message();
            failedAt = at;
        }
    }

    private void nextAction() {
        running = null;
        attempts = 0;
        held = null;
        released = false;
        failedAt = null;
    }

    private void observe(Event.Observed event, Instant at) {
        observed = event;
        observedAt = at;
        if (!event.counters().isEmpty()) {
            samples.add(new Sample(at, event.counters()));
            while (samples.size() > 2 && !samples.get(1).at().isAfter(at.minus(keepSamples))) {
                samples.remove(0);
            }
        }
    }

    /** A wait for a person is over when no gate asks for it any more. */
    private void judge(Verdict verdict) {
        verdicts.put(verdict.gate(), verdict);
        boolean well = verdicts.values().stream()
                .allMatch(v -> v.state() == Verdict.State.PASS || v.state() == Verdict.State.PENDING);
        if (well) {
            held = null;
        }
    }

    private void request(Event.Requested event) {
        if (event.request() == Event.Request.RELEASE) {
            released = held != null;
        } else if (abort == null) {
            abort = event;
        }
    }

    private void turnBack(Event.RollbackStarted event, Instant at) {
        rollback = event;
        rollbackSince = at;
        interrupted = running == null ? null : action();
        interruptedStart = running;
        phase = Phase.ROLLBACK;
        plan = null;
        round = 0;
        lastFailure = "";
        nextAction();
    }

    public String deployment() {
        return deployment;
    }

    /** The sequence of the last entry taken in, of whatever deployment. */
    public long sequence() {
        return sequence;
    }

    /** How it began; null before its first entry. */
    public Event.Started started() {
        return started;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** When something last happened to it. */
    Instant changedAt() {
        return changedAt;
    }

    public String version() {
        return started.version();
    }

    /** The version that served before, empty when none did. */
    public String previousVersion() {
        return started.previousVersion();
    }

    public Phase phase() {
        return phase;
    }

    /** The plan that is being carried out; null while one is being made. */
    public Plan plan() {
        return plan;
    }

    /** Counts the plans of this phase from 0. */
    public int round() {
        return round;
    }

    /** The position of the current action in the plan; the plan's size when all are done. */
    public int index() {
        return index;
    }

    boolean planDone() {
        return plan != null && index >= plan.size();
    }

    /** The current action; null when there is none. */
    public Action action() {
        return plan == null || index >= plan.size() ? null : plan.action(index);
    }

    /** Whether the new version has been accepted: only old things are left to be cleared away. */
    boolean accepted() {
        return phase == Phase.FORWARD
                && action() != null
                && !plan.version().isEmpty()
                && plan.actions().subList(index, plan.size()).stream()
                        .allMatch(a -> a instanceof Action.Drain || a instanceof Action.Retire);
    }

    /** What was done, in order, taking back included. */
    public List<Action> done() {
        return Collections.unmodifiableList(done);
    }

    /** The start of the current action; null when it has not been started or has failed. */
    public Event.ActionStarted running() {
        return running;
    }

    public Instant runningSince() {
        return runningSince;
    }

    /** When the last action of the plan ended or, before any has, the plan was made. */
    Instant plannedUntil() {
        return plannedUntil;
    }

    /** How often the current action has been started. */
    int attempts() {
        return attempts;
    }

    /** When the current action failed; null when it has not. */
    Instant failedAt() {
        return failedAt;
    }

    String lastFailure() {
        return lastFailure;
    }

    /** The action that was under way when taking back began; null when none was. */
    Action interrupted() {
        return interrupted;
    }

    Event.ActionStarted interruptedStart() {
        return interruptedStart;
    }

    /** Why and to which end it is being taken back; null while it goes forwards. */
    public Event.RollbackStarted rollback() {
        return rollback;
    }

    Instant rollbackSince() {
        return rollbackSince;
    }

    /** The wait for a person; null when there is none. */
    public Event.Held held() {
        return released ? null : held;
    }

    /** Whether a person let the current action go on although a gate held it. */
    boolean released() {
        return released;
    }

    /** The request to abort; null when there is none. */
    public Event.Requested abort() {
        return abort;
    }

    List<Sample> samples() {
        return samples;
    }

    /** The newest verdict of each gate. */
    public Map<String, Verdict> verdicts() {
        return Collections.unmodifiableMap(verdicts);
    }

    /** The results of all checks so far, in order. */
    public List<Event.Check> checks() {
        return Collections.unmodifiableList(checks);
    }

    /** What the target was last seen to run; null before the first look. */
    public Event.Observed observed() {
        return observed;
    }

    Instant observedAt() {
        return observedAt;
    }

    /** Shares of traffic as last seen. */
    public Map<String, Share> traffic() {
        return observed == null ? Map.of() : observed.traffic();
    }

    /** The end; null while it goes on. */
    public Event.Ended ended() {
        return ended;
    }

    public Instant endedAt() {
        return endedAt;
    }
}
