package io.jenkins.plugins.deploymentworkflow.fleet;

import io.jenkins.plugins.deploymentworkflow.fleet.FleetState.Incarnation;
import io.jenkins.plugins.deploymentworkflow.fleet.FleetState.Slot;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceHealth;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceStatus;
import java.time.Instant;
import java.util.Optional;

/** What is told about an instance: what was asked for, and how far its processes are. */
final class InstanceReport {
    private InstanceReport() {}

    /** @param stoppedSince when its last process ended, or null */
    static InstanceStatus of(Slot slot, Optional<Worker> worker, Instant stoppedSince) {
        Optional<Incarnation> process = worker.flatMap(Worker::incarnation);
        boolean beingReplaced =
                worker.map(w -> !w.gone() && w.stopping() && !slot.removing()).orElse(false);
        Instant since = worker.map(Worker::since).orElse(stoppedSince == null ? Instant.EPOCH : stoppedSince);
        InstanceHealth health;
        String message;
        if (beingReplaced) {
            health = InstanceHealth.STARTING;
            message = "stopping " + worker.get().version() + " first";
        } else if (worker.isPresent()) {
            health = worker.get().health();
            message = worker.get().message();
        } else {
            health = slot.failure().isEmpty() ? InstanceHealth.STARTING : InstanceHealth.STOPPED;
            message = slot.failure();
        }
        return new InstanceStatus(
                slot.id(),
                slot.version(),
                process.map(Incarnation::port).orElse(0),
                process.map(Incarnation::pid).orElse(0L),
                health,
                slot.draining() || slot.removing(),
                worker.flatMap(Worker::backend).map(Backend::inFlight).orElse(0),
                since,
                message,
                slot.retireAt());
    }
}
