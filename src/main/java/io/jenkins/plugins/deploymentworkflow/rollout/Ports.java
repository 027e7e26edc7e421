package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.analysis.Gate;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Reaction;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import java.util.List;

/**
 * Everything that one rollout acts through.
 *
 * @param ledger where it is written down
 * @param target what it is deployed to
 * @param checks performs {@link io.jenkins.plugins.deploymentworkflow.plan.Action.Verify}
 * @param gates judge the new version
 * @param onCritical what a critical failure of a gate leads to
 * @param onWarning what a warning leads to
 * @param recovery plans the way back
 * @param tenure the right to act
 * @param pace how often it looks
 * @param clearance asked again when an approval comes
 */
public record Ports(
        Ledger ledger,
        Target target,
        Checks checks,
        List<Gate> gates,
        Reaction onCritical,
        Reaction onWarning,
        Recovery recovery,
        Tenure tenure,
        Pace pace,
        Clearance clearance) {
    /** Of what may begin at any time. */
    public Ports(
            Ledger ledger,
            Target target,
            Checks checks,
            List<Gate> gates,
            Reaction onCritical,
            Reaction onWarning,
            Recovery recovery,
            Tenure tenure,
            Pace pace) {
        this(ledger, target, checks, gates, onCritical, onWarning, recovery, tenure, pace, Clearance.always());
    }
}
