package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.analysis.Gate;
import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Reaction;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Watches the new version from its first share of traffic until it is accepted, whatever else is waited for meanwhile:
 * takes samples, has them judged, and says what follows.
 */
final class Watch {
    /** So many samples in a row may fail to be taken, as Argo Rollouts' {@code consecutiveErrorLimit}. */
    private static final int MISSED_SAMPLES = 4;

    private final Ports ports;
    private final RolloutState state;
    private final FleetView view;
    private final Journal journal;
    private final Analyst analyst;

    Watch(Ports ports, RolloutState state, FleetView view, Journal journal) {
        this.ports = ports;
        this.state = state;
        this.view = view;
        this.journal = journal;
        this.analyst = new Analyst(ports);
    }

    /** The widest window of the gates. */
    static Duration window(Ports ports) {
        return ports.gates().stream().map(Gate::window).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Why the version must not go on, seen while another action than watching is under way. */
    Optional<String> trouble(Instant now) {
        if (!onTrial() || now.isBefore(state.observedAt().plus(ports.pace().sample()))) {
            return Optional.empty();
        }
        Optional<Fleet> fleet = view.since(state.observedAt(), now);
        if (fleet.isEmpty()) {
            return Optional.empty();
        }
        String version = state.plan().version();
        Optional<String> overloaded = sample(fleet.get(), version, now);
        if (overloaded.isPresent()) {
            return overloaded;
        }
        Analyst.Finding finding = analyst.judge(state, version, false);
        record(finding, false, now);
        return finding.reaction() == Reaction.ROLLBACK ? Optional.of(finding.reason()) : Optional.empty();
    }

    /** Takes a sample of what was just routed; says why the version cannot carry it, should that be so by now. */
    Optional<String> routed(Fleet fleet, Instant now) {
        if (state.phase() == Event.Phase.FORWARD) {
            return sample(fleet, state.plan().version(), now);
        }
        journal.write(Observation.of(state.deployment(), fleet), now);
        return Optional.empty();
    }

    /** Whether the version has got traffic by this plan and is not accepted yet. */
    private boolean onTrial() {
        return state.phase() == Event.Phase.FORWARD
                && !state.accepted()
                && state.observedAt() != null
                && state.traffic()
                                .getOrDefault(state.plan().version(), Share.ZERO)
                                .compareTo(Share.ZERO)
                        > 0
                && state.plan().actions().subList(0, state.index()).stream()
                        .anyMatch(a -> a instanceof Action.SetTraffic || a instanceof Action.Analyse);
    }

    /**
     * Carries a watch out.
     *
     * @param since when it was begun or taken up again by this process
     */
    Step look(Action.Analyse action, Instant since, Instant now) {
        Instant until = until(action, since);
        boolean sampled = state.observedAt() != null && !state.observedAt().isBefore(since);
        boolean last = !now.isBefore(until);
        boolean due = !sampled
                || !now.isBefore(state.observedAt().plus(ports.pace().sample()))
                || last && state.observedAt().isBefore(until);
        if (!due) {
            return last && state.released() ? Step.done() : new Step.Wait();
        }
        Optional<Fleet> fleet = view.since(since, now);
        if (fleet.isEmpty()) {
            return blind(now) ? Step.failed(blindness(action, now)) : new Step.Wait();
        }
        Optional<String> overloaded = sample(fleet.get(), action.version(), now);
        return overloaded.map(Step::failed).orElseGet(() -> decide(action, last, now));
    }

    /** Who takes a watch up again looks for a whole window at least: what went on meanwhile, nobody saw. */
    private Instant until(Action.Analyse action, Instant since) {
        Instant planned = state.runningSince().plus(action.duration());
        Duration window = window(ports);
        Duration least = window.compareTo(action.duration()) < 0 ? window : action.duration();
        Instant fresh = since.plus(least);
        return since.isAfter(state.runningSince()) && fresh.isAfter(planned) ? fresh : planned;
    }

    private boolean blind(Instant now) {
        Duration limit = ports.pace().sample().multipliedBy(MISSED_SAMPLES);
        return view.blind(now).compareTo(limit.compareTo(FleetView.PATIENCE) > 0 ? limit : FleetView.PATIENCE) > 0;
    }

    private String blindness(Action.Analyse action, Instant now) {
        return "could not watch " + action.version() + ": nothing was seen of the target for "
                + Durations.format(Duration.ofSeconds(view.blind(now).toSeconds())) + ": " + view.failure();
    }

    private Optional<String> sample(Fleet fleet, String version, Instant now) {
        journal.write(Observation.of(state.deployment(), fleet), now);
        Optional<Verdict> overloaded =
                Analyst.overloaded(fleet, version, state.plan().required());
        overloaded.ifPresent(verdict -> journal.write(new Event.Judged(state.deployment(), verdict), now));
        return overloaded.map(Verdict::sentence);
    }

    private Step decide(Action.Analyse action, boolean last, Instant now) {
        Analyst.Finding finding = analyst.judge(state, action.version(), last);
        Step step = follow(finding, action, last, now);
        record(finding, step instanceof Step.End, now);
        if (step instanceof Step.Wait
                && finding.reaction() == Reaction.HOLD
                && state.held() == null
                && !state.released()) {
            Instant until = state.runningSince().plus(action.timeout());
            journal.write(new Event.Held(state.deployment(), finding.reason(), until), now);
        }
        return step;
    }

    private Step follow(Analyst.Finding finding, Action.Analyse action, boolean last, Instant now) {
        if (finding.reaction() == Reaction.ROLLBACK) {
            return Step.failed(finding.reason());
        }
        if (finding.reaction() == Reaction.HOLD && !state.released()) {
            return now.isBefore(state.runningSince().plus(action.timeout()))
                    ? new Step.Wait()
                    : Step.failed(finding.reason() + "; held, and nobody released it in time");
        }
        return last ? Step.done() : new Step.Wait();
    }

    /** Writes down the verdicts that differ from those before, and at the end all of them. */
    private void record(Analyst.Finding finding, boolean all, Instant now) {
        for (Verdict verdict : finding.verdicts()) {
            Verdict before = state.verdicts().get(verdict.gate());
            if (all || before == null || before.state() != verdict.state()) {
                journal.write(new Event.Judged(state.deployment(), verdict), now);
            }
        }
    }
}
