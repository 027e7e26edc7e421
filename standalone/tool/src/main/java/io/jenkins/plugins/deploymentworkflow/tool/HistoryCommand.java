package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.ledger.Deployment;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.History;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what happened, newest first, from the ledger. */
@Command(name = "history", description = "What was deployed, newest first, and how it went.", sortOptions = false)
final class HistoryCommand implements Callable<Integer> {
    private static final int LONGEST_REASON = 160;

    @Mixin
    private CommonOptions common;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most so many. Default: 50.")
    private int limit;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ENV", description = "Only this environment.")
    private String environment;

    @Override
    public Integer call() {
        LedgerStore ledgers = common.ledgers();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (LedgerStore.Key key : Selection.of(ledgers, environment, common.application)) {
            History history = History.of(
                    ledgers.ledger(key.application(), key.environment()).after(0));
            history.operations().forEach(d -> rows.add(row(key, d)));
        }
        rows.sort((a, b) ->
                b.get("startedAt").toString().compareTo(a.get("startedAt").toString()));
        List<Map<String, Object>> shown = rows.subList(0, Math.min(Math.max(0, limit), rows.size()));
        if (common.json()) {
            Output.json(Map.of("deployments", shown));
        } else if (shown.isEmpty()) {
            System.out.println(Selection.nothing(ledgers, environment));
        } else {
            shown.forEach(HistoryCommand::print);
        }
        return Main.DONE;
    }

    private static Map<String, Object> row(LedgerStore.Key key, Deployment deployment) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("deploymentId", deployment.id());
        row.put("application", key.application());
        row.put("environment", key.environment());
        row.put("operation", deployment.operation());
        row.put("version", deployment.version());
        row.put("previousVersion", deployment.previousVersion());
        row.put("strategy", deployment.strategy());
        row.put("outcome", deployment.outcome().map(OperationResult::word).orElse("running"));
        row.put("reason", deployment.reason());
        row.put("actor", deployment.actor());
        row.put("override", deployment.started().override());
        row.put("startedAt", deployment.startedAt());
        row.put("durationMillis", deployment.duration().map(Duration::toMillis).orElse(null));
        return row;
    }

    /** In one line; JSON has all of it. */
    private static String reason(String reason) {
        String line = reason.lines().findFirst().orElse("");
        String start = line.substring(0, Math.min(line.length(), LONGEST_REASON));
        return (start.isEmpty() ? "" : "  ") + start + (start.equals(reason) ? "" : "…");
    }

    private static String override(Event.Override override) {
        return override == null ? "" : "  guards overridden by " + override.by() + ": " + override.reason();
    }

    private static void print(Map<String, Object> row) {
        Object millis = row.get("durationMillis");
        System.out.printf(
                "%s  %-10s %-9s %-12s %-11s %-11s %s%s%n",
                row.get("startedAt").toString().substring(0, 19),
                row.get("environment"),
                row.get("operation"),
                row.get("version"),
                row.get("strategy"),
                row.get("outcome"),
                millis == null ? "" : Durations.format(Duration.ofMillis((Long) millis)),
                reason(row.get("reason").toString()) + override((Event.Override) row.get("override")));
    }
}
