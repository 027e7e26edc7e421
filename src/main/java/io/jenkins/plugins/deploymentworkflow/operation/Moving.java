package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.analysis.Gate;
import io.jenkins.plugins.deploymentworkflow.analysis.TrafficGate;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.rollout.Pace;
import io.jenkins.plugins.deploymentworkflow.rollout.Ports;
import io.jenkins.plugins.deploymentworkflow.rollout.Recovery;
import io.jenkins.plugins.deploymentworkflow.rollout.Tenure;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import java.util.List;

/** What a rollout of a deployable acts through: its gates, its pace and its way back, as the settings have them. */
final class Moving {
    private Moving() {}

    static Ports ports(
            Surroundings surroundings,
            Operation operation,
            Deployable deployable,
            Target target,
            Ledger ledger,
            Tenure tenure) {
        MonitoringSettings monitoring = deployable.settings().monitoring();
        List<Gate> gates = monitoring.traffic().map(TrafficGate::of).orElse(List.of());
        return new Ports(
                ledger,
                target,
                surroundings.checks(deployable, deployable.settings().smokeTests()),
                gates,
                monitoring.onCritical(),
                monitoring.onWarning(),
                recovery(deployable, target),
                tenure,
                Pace.sampling(monitoring.interval()),
                now -> Guards.closed(operation, deployable.settings(), now));
    }

    private static Recovery recovery(Deployable deployable, Target target) {
        return (state, fleet) -> Operation.of(state.started().operation()).deploys()
                ? Planning.rollback(deployable, target, fleet, state.previousVersion())
                : Recovery.nothing().plan(state, fleet);
    }
}
