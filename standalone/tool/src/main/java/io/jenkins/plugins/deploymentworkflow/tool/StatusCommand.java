package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.History;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Refusal;
import io.jenkins.plugins.deploymentworkflow.operation.Operations;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
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
        Selection.of(ledgers, environment, common.application).forEach(key -> rows.add(row(ledgers, key)));
        if (common.json()) {
            Output.json(environment != null && rows.size() == 1 ? rows.get(0) : Map.of("environments", rows));
        } else if (rows.isEmpty()) {
            System.out.println(Selection.nothing(ledgers, environment));
        } else {
            rows.forEach(StatusCommand::print);
        }
        return Main.DONE;
    }

    private static Map<String, Object> row(LedgerStore ledgers, LedgerStore.Key key) {
        List<Entry> entries =
                ledgers.ledger(key.application(), key.environment()).after(0);
        History history = History.of(entries);
        Optional<RolloutState> running = Operations.unfinished(ledgers.ledger(key.application(), key.environment()));
        Optional<Refusal> lock =
                ledgers.lock(key.application(), key.environment()).holder(Instant.now());
        String current = history.current().orElse("");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("application", key.application());
        row.put("environment", key.environment());
        row.put("current", current);
        row.put("previous", history.previousGood(current).orElse(""));
        row.put("phase", running.map(StatusCommand::phase).orElse("idle"));
        row.put("interrupted", running.isPresent() && lock.isEmpty());
        row.put("deployment", running.map(RolloutState::deployment).orElse(""));
        row.put("version", running.map(RolloutState::version).orElse(""));
        row.put("action", running.map(RolloutState::action).map(Action::name).orElse(""));
        row.put(
                "weights",
                running.or(() -> last(history, entries))
                        .map(RolloutState::traffic)
                        .orElse(Map.of()));
        row.put("held", running.map(StatusCommand::held).orElse(null));
        row.put("lock", lock.orElse(null));
        return row;
    }

    /** The deployment after which something serves. */
    private static Optional<RolloutState> last(History history, List<Entry> entries) {
        return history.current()
                .flatMap(current -> history.deployments().stream().findFirst())
                .map(deployment -> RolloutState.of(deployment.id(), entries));
    }

    private static String phase(RolloutState state) {
        if (state.held() != null) {
            return "held";
        }
        return state.phase() == Event.Phase.ROLLBACK ? "rolling-back" : "deploying";
    }

    /** What it waits for a person for; null when it does not. */
    private static Map<String, Object> held(RolloutState state) {
        if (state.held() == null) {
            return null;
        }
        Map<String, Object> held = new LinkedHashMap<>();
        held.put("reason", state.held().reason());
        held.put("until", state.held().until());
        held.put("by", state.approval().map(Action.AwaitApproval::by).orElse(List.of()));
        return held;
    }

    private static void print(Map<String, Object> row) {
        String current = row.get("current").toString();
        System.out.printf(
                Locale.ROOT,
                "%-20s %-14s %-14s %s%n",
                row.get("application"),
                row.get("environment"),
                current.isEmpty() ? "(nothing)" : current,
                row.get("phase").equals("idle") ? "idle" : underWay(row));
    }

    private static String underWay(Map<String, Object> row) {
        return row.get("phase") + " " + row.get("version")
                + (row.get("action").equals("") ? "" : ": " + row.get("action"))
                + (row.get("held") instanceof Map<?, ?> held ? ", at most until " + held.get("until") : "")
                + (row.get("weights").equals(Map.of()) ? "" : " " + row.get("weights"))
                + (row.get("interrupted").equals(true) ? "; INTERRUPTED, no process moves it: resume or abort it" : "");
    }
}
