package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.environment.Settings;
import io.jenkins.plugins.deploymentworkflow.guard.Calendar;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Artifact;
import io.jenkins.plugins.deploymentworkflow.ledger.History;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What may stand in the way of a deployment that brings a version forward: branch rules, windows, freezes, and that
 * staging has not passed. They are asked before anything is touched; what is under way is not stopped by them. Going back is always
 * allowed, and so are preparing and checking.
 */
final class Guards {
    private final LedgerStore ledgers;

    Guards(LedgerStore ledgers) {
        this.ledgers = ledgers;
    }

    /**
     * What speaks against beginning now, each with the guard that says so; empty when nothing does.
     *
     * @param rules what the branch rules say against the version
     */
    List<String> objections(Operation operation, List<String> rules, Deployable deployable, Instant now) {
        List<String> objections = new ArrayList<>(rules);
        closed(operation, deployable.settings(), now).ifPresent(objections::add);
        if (operation == Operation.PROMOTE && deployable.settings().guards().requireStaging() && !staged(deployable)) {
            objections.add("guards.requireStaging: " + deployable.version()
                    + deployable
                            .artifact()
                            .map(Artifact::file)
                            .map(file -> " (" + file + ")")
                            .orElse("")
                    + " has not passed staging; run deployStaging (stage) for it first");
        }
        return objections;
    }

    /** What windows and freezes say against it. */
    static Optional<String> closed(Operation operation, Settings settings, Instant now) {
        return operation == Operation.PROMOTE || operation == Operation.STAGE
                ? Calendar.of(settings.guards()).objection(now)
                : Optional.empty();
    }

    /** How a deployment ends that begins against these. */
    static String refusal(List<String> objections) {
        return String.join("; and ", objections)
                + "; nothing was touched. Who may override guards can go past them with a reason: --override-guards"
                + " REASON (in a step override: 'REASON')";
    }

    private boolean staged(Deployable deployable) {
        return ledgers.environments().stream()
                .filter(key -> key.application().equals(deployable.application())
                        && !key.environment().equals(deployable.environment().name()))
                .map(key -> History.of(
                        ledgers.ledger(key.application(), key.environment()).after(0)))
                .flatMap(history -> history.deployments().stream())
                .anyMatch(d -> d.operation().equals(Operation.STAGE.word())
                        && d.version().equals(deployable.version())
                        && d.succeeded());
    }
}
