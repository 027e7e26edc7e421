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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a deployment stands: a fold over its events in the ledger, and nothing else. */
public final class RolloutState {
    private final String deployment;
    private final Position position = new Position();
    private final Evidence evidence;
    private final Interventions interventions = new Interventions();
    private long sequence;
    private Event.Started started;
    private Instant startedAt;
    private Instant changedAt;
    private Event.RollbackStarted rollback;
    private Instant rollbackSince;
    private Event.Ended ended;
    private Instant endedAt;

    /** @param keepSamples how far back samples are kept: the widest window of the gates */
    public RolloutState(String deployment, Duration keepSamples) {
        this.deployment = deployment;
        this.evidence = new Evidence(keepSamples);
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
            position.planned(e, entry.at());
            interventions.nothingHeld();
        } else if (event instanceof Event.ActionStarted e) {
            position.started(e, entry.at());
        } else if (event instanceof Event.ActionEnded e) {
            position.ended(e, entry.at());
            if (e.outcome() == Event.ActionOutcome.DONE) {
                interventions.nothingHeld();
            }
        } else if (event instanceof Event.Observed e) {
            evidence.observed(e, entry.at());
        } else if (event instanceof Event.Judged e) {
            judge(e.verdict());
        } else if (event instanceof Event.Checked e) {
            evidence.checked(e.checks());
        } else if (event instanceof Event.Held e) {
            interventions.held(e);
        } else if (event instanceof Event.Requested e) {
            interventions.requested(e, entry.at(), awaitsApproval());
        } else if (event instanceof Event.RollbackStarted e) {
            rollback = e;
            rollbackSince = entry.at();
            position.turnedBack();
            interventions.nothingHeld();
        } else if (event instanceof Event.Ended e) {
            ended = e;
            endedAt = entry.at();
        }
    }

    /** A gate's wait for a person is over when no gate asks for it any more. */
    private void judge(Verdict verdict) {
        evidence.judged(verdict);
        if (evidence.well() && !awaitsApproval()) {
            interventions.settled();
        }
    }

    private boolean awaitsApproval() {
        return action() instanceof Action.AwaitApproval;
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
        return position.phase();
    }

    /** The plan that is being carried out; null while one is being made. */
    public Plan plan() {
        return position.plan();
    }

    /** Counts the plans of this phase from 0. */
    public int round() {
        return position.round();
    }

    /** The position of the current action in the plan; the plan's size when all are done. */
    public int index() {
        return position.index();
    }

    boolean planDone() {
        return position.planDone();
    }

    /** The current action; null when there is none. */
    public Action action() {
        return position.action();
    }

    /** Whether the new version has been accepted: only old things are left to be cleared away. */
    boolean accepted() {
        return position.accepted();
    }

    /** What a person has to agree to before it goes on; empty when it waits for no such thing. */
    public Optional<Action.AwaitApproval> approval() {
        return held() != null && action() instanceof Action.AwaitApproval wait ? Optional.of(wait) : Optional.empty();
    }

    /** Whether it has come no further than to ask for approval. */
    public boolean nothingTouched() {
        return awaitsApproval() && done().stream().allMatch(Action.AwaitApproval.class::isInstance);
    }

    /** What was done, in order, taking back included. */
    public List<Action> done() {
        return position.done();
    }

    /** The start of the current action; null when it has not been started or has failed. */
    public Event.ActionStarted running() {
        return position.running();
    }

    public Instant runningSince() {
        return position.runningSince();
    }

    /** When the last action of the plan ended or, before any has, the plan was made. */
    Instant plannedUntil() {
        return position.plannedUntil();
    }

    /** How often the current action has been started. */
    int attempts() {
        return position.attempts();
    }

    /** When the current action failed; null when it has not. */
    Instant failedAt() {
        return position.failedAt();
    }

    String lastFailure() {
        return position.lastFailure();
    }

    /** The action that was under way when taking back began; null when none was. */
    Action interrupted() {
        return position.interrupted();
    }

    Event.ActionStarted interruptedStart() {
        return position.interruptedStart();
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
        return interventions.held();
    }

    /** Whether a person let the current action go on that was held. */
    boolean released() {
        return release() != null;
    }

    /** Who did, and why; null when nobody has. */
    Event.Requested release() {
        return interventions.release();
    }

    /** The request to abort; null when there is none. */
    public Event.Requested abort() {
        return interventions.abort();
    }

    List<Sample> samples() {
        return evidence.samples();
    }

    /** The newest verdict of each gate. */
    public Map<String, Verdict> verdicts() {
        return evidence.verdicts();
    }

    /** The results of all checks so far, in order. */
    public List<Event.Check> checks() {
        return evidence.checks();
    }

    /** What the target was last seen to run; null before the first look. */
    public Event.Observed observed() {
        return evidence.observed();
    }

    Instant observedAt() {
        return evidence.observedAt();
    }

    /** Shares of traffic as last seen. */
    public Map<String, Share> traffic() {
        return observed() == null ? Map.of() : observed().traffic();
    }

    /** The end; null while it goes on. */
    public Event.Ended ended() {
        return ended;
    }

    public Instant endedAt() {
        return endedAt;
    }
}
