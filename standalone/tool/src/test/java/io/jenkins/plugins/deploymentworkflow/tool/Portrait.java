package io.jenkins.plugins.deploymentworkflow.tool;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentworkflow.ledger.History;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerVerification;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a deployment leaves behind, without the names of versions, so that two deployments can be compared.
 *
 * @param outcome as the ledger has it
 * @param asPlanned whether every action of the plan was carried out once, in order
 * @param shareOfNew the new version's share of the traffic, in basis points
 * @param instances how many instances of the new version serve, and in which health
 * @param current whether the ledger says that the new version serves
 * @param free whether another deployment may begin
 * @param intact whether the ledger is
 */
record Portrait(
        String outcome,
        boolean asPlanned,
        int shareOfNew,
        Map<String, Long> instances,
        boolean current,
        boolean free,
        boolean intact) {

    /** @param known how many entries there were before the deployment */
    static Portrait of(Place place, int known, String version) {
        List<JsonNode> events = place.entries("production").after(known);
        FleetStatus fleet = place.fleetStatus();
        LedgerStore ledgers = place.ledgers();
        History history = History.of(ledgers.ledger("storefront", "production").after(0));
        return new Portrait(
                events.get(events.size() - 1).path("outcome").asText("unfinished"),
                Events.done(events).equals(Events.planned(events)),
                fleet.traffic().getOrDefault(version, 0),
                fleet.instances().stream()
                        .filter(instance -> instance.version().equals(version)
                                && instance.retireAt().isEmpty())
                        .collect(Collectors.groupingBy(
                                instance -> instance.health().toString(), Collectors.counting())),
                history.current().orElse("").equals(version),
                ledgers.lock("storefront", "production").holder(Instant.now()).isEmpty(),
                LedgerVerification.verify(place.ledger("production")).intact());
    }
}
