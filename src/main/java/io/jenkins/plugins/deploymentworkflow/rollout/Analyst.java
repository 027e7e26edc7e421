package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.analysis.Gate;
import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.NoData;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Reaction;
import io.jenkins.plugins.deploymentworkflow.plan.Capacity;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the gates about a version and says what follows from their verdicts. */
final class Analyst {
    /** What the gates together lead to. */
    record Finding(List<Verdict> verdicts, Reaction reaction, String reason) {
        boolean pending() {
            return verdicts.stream().anyMatch(v -> v.state() == Verdict.State.PENDING);
        }
    }

    private final Ports ports;

    Analyst(Ports ports) {
        this.ports = ports;
    }

    /** The verdicts on the newest samples; the reaction is {@link Reaction#REPORT} when nothing needs to be done. */
    Finding judge(RolloutState state, String version, boolean last) {
        List<Verdict> verdicts = new ArrayList<>();
        Reaction worst = Reaction.REPORT;
        String reason = "";
        for (Gate gate : ports.gates()) {
            Verdict verdict = gate.judge(version, state.samples(), last);
            verdicts.add(verdict);
            Reaction reaction = reaction(gate, verdict);
            if (reaction.compareTo(worst) < 0) {
                worst = reaction;
                reason = verdict.sentence();
            }
        }
        return new Finding(verdicts, worst, reason);
    }

    private Reaction reaction(Gate gate, Verdict verdict) {
        return switch (verdict.state()) {
            case FAIL -> verdict.severity() == Verdict.Severity.CRITICAL ? ports.onCritical() : ports.onWarning();
            case NO_DATA ->
                gate.noData() == NoData.FAIL
                        ? Reaction.ROLLBACK
                        : gate.noData() == NoData.HOLD ? Reaction.HOLD : Reaction.REPORT;
            default -> Reaction.REPORT;
        };
    }

    /** The verdict when the version has a larger share of traffic than its healthy instances can carry. */
    static Optional<Verdict> overloaded(Fleet fleet, String version, int required) {
        Share share = fleet.share(version);
        int healthy = fleet.healthy(version);
        int whole = Math.max(1, required);
        if (Capacity.carries(share, healthy, required)) {
            return Optional.empty();
        }
        return Optional.of(new Verdict(
                "capacity",
                Verdict.State.FAIL,
                Verdict.Severity.CRITICAL,
                version,
                healthy + " of " + whole + " healthy",
                "< " + Math.max(1, share.ofRoundedUp(whole)) + " of " + whole,
                fleet.of(version).size(),
                Duration.ZERO,
                "the share of traffic never exceeds the share of healthy capacity"));
    }
}
