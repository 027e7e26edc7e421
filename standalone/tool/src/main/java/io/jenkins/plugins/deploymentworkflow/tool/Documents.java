package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.operation.Ongoing;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The documents that commands print, as the contract names their fields. */
final class Documents {
    private Documents() {}

    static Map<String, Object> result(Ongoing ongoing) {
        OperationResult result = ongoing.result();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("outcome", result.outcome());
        document.put("reason", result.reason());
        document.put("deploymentId", result.deploymentId());
        document.put("operation", result.operation());
        document.put("application", result.application());
        document.put("environment", result.environment());
        document.put("strategy", result.strategy());
        document.put("version", result.version());
        document.put("previousVersion", result.previousVersion());
        document.put("durationMillis", result.durationMillis());
        document.put("verdicts", result.verdicts());
        document.put("checks", result.checks());
        Event.Artifact artifact = ongoing.rollout().state().started().artifact();
        if (artifact != null) {
            document.put("artifact", artifact);
        }
        if (result.operation().equals(Operation.PREPARE.word())) {
            document.put("values", masked(ongoing));
        }
        return document;
    }

    /** The variables for the steps that follow, secrets masked. */
    static Map<String, String> masked(Ongoing ongoing) {
        var environment = ongoing.deployable().environment();
        Map<String, String> values = new LinkedHashMap<>(environment.values());
        values.replaceAll((name, value) -> environment.secretValueNames().contains(name) ? "****" : value);
        return values;
    }

    static String sentence(OperationResult result) {
        boolean back = result.operation().equals(Operation.ROLLBACK.word());
        String what = result.operation()
                + (back
                        ? " of " + result.environment() + " to " + result.version()
                        : result.version().isEmpty()
                                ? " of " + result.environment()
                                : " of " + result.application() + " " + result.version() + " to "
                                        + result.environment());
        String time = Durations.format(Duration.ofMillis(result.durationMillis()));
        String end =
                switch (result.outcome()) {
                    case "succeeded" -> " succeeded in " + time;
                    case "rolled-back" ->
                        " was rolled back"
                                + (result.previousVersion().isEmpty() ? "" : " to " + result.previousVersion())
                                + " after "
                                + time;
                    case "aborted" -> " was aborted after " + time;
                    case "refused" -> " was refused after " + time;
                    default -> " failed after " + time;
                };
        return what + end + (result.reason().isEmpty() ? "" : ": " + result.reason());
    }
}
