package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.History;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.operation.Operations;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what runs where, from the ledger. */
@Command(name = "status", description = "What runs where, and what is under way.", sortOptions = false)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Parameters(index = "0", arity = "0..1", paramLabel = "ENV", description = "Only this environment.")
    private String environment;

    @Override
    public Integer call() {
        LedgerStore ledgers = common.ledgers();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (LedgerStore.Key key : Selection.of(ledgers, environment)) {
            rows.add(row(ledgers, key));
        }
        if (common.json()) {
            Output.json(environment != null && rows.size() == 1 ? rows.get(0) : Map.of("environments", rows));
        } else if (rows.isEmpty()) {
            System.out.println("nothing has been deployed yet (ledger " + ledgers.root() + ")");
        } else {
            rows.forEach(StatusCommand::print);
        }
        return Main.DONE;
    }

    private static Map<String, Object> row(LedgerStore ledgers, LedgerStore.Key key) {
        Ledger ledger = ledgers.ledger(key.application(), key.environment());
        History history = History.of(ledger.after(0));
        Optional<RolloutState> running = Operations.unfinished(ledger);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("application", key.application());
        row.put("environment", key.environment());
        row.put("current", history.current().orElse(""));
        row.put("previous", history.previousGood(history.current().orElse("")).orElse(""));
        row.put("phase", running.map(StatusCommand::phase).orElse("idle"));
        row.put("deployment", running.map(RolloutState::deployment).orElse(""));
        row.put("version", running.map(RolloutState::version).orElse(""));
        row.put("action", running.map(RolloutState::action).map(a -> a.name()).orElse(""));
        row.put("weights", running.map(RolloutState::traffic).orElse(Map.of()));
        row.put(
                "lock",
                ledgers.lock(key.application(), key.environment())
                        .holder(Instant.now())
                        .orElse(null));
        return row;
    }

    private static String phase(RolloutState state) {
        if (state.held() != null) {
            return "held";
        }
        return state.phase() == Event.Phase.ROLLBACK ? "rolling-back" : "deploying";
    }

    private static void print(Map<String, Object> row) {
        String current = row.get("current").toString();
        System.out.printf(
                Locale.ROOT,
                "%-20s %-14s %-14s %s%n",
                row.get("application"),
                row.get("environment"),
                current.isEmpty() ? "(nothing)" : current,
                row.get("phase").equals("idle")
                        ? "idle"
                        : row.get("phase") + " " + row.get("version") + ": " + row.get("action") + " "
                                + row.get("weights")
                                + (row.get("lock") == null ? "; nobody moves it: resume or abort it" : ""));
    }
}
