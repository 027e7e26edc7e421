package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.analysis.Counters;
import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.ActionOutcome;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Phase;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The events of a promotion from 1.0.0 to 1.1.0, told one after the other, a second apart. */
final class Told {
    static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    static final String ID = "promote-shop-7";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final List<Entry> entries = new ArrayList<>();
    private Instant at = START;

    /** A plan of three actions: a quarter of the traffic, watched for ten seconds, then everything. */
    static Plan canary() {
        return plan(List.of(route(25, 0), watch(25), route(100, 25)));
    }

    static Plan plan(List<Action> actions) {
        return new Plan("canary", "1.1.0", "1.0.0", 4, actions);
    }

    static Action route(int to, int from) {
        return new Action.SetTraffic(shares(to), shares(from), 4, LIMIT);
    }

    static Action watch(int percent) {
        return new Action.Analyse("1.1.0", Share.ofPercent(percent), Duration.ofSeconds(10), Duration.ofHours(1));
    }

    static Action pause() {
        return new Action.Pause(Duration.ofSeconds(1), LIMIT);
    }

    static Map<String, Share> shares(int percent) {
        Map<String, Share> shares = new TreeMap<>();
        shares.put("1.0.0", Share.ofPercent(100 - percent));
        shares.put("1.1.0", Share.ofPercent(percent));
        return shares;
    }

    Told started() {
        return tell(new Event.Started(
                ID,
                "promote",
                "shop",
                "production",
                "1.1.0",
                "1.0.0",
                "canary",
                new Event.Artifact("dist/shop-1.1.0.jar", 12, "ab"),
                new Event.Origin("shop #7 by alice", "jenkins", "job/shop/7/", "0123456789abcdef0123", "main", "ws"),
                new Event.Configuration("config/environment/production.yaml", "cd", "environment: production", Map.of())));
    }

    Told planned(Plan plan) {
        return tell(new Event.Planned(ID, Phase.FORWARD, 0, plan));
    }

    Told plannedBack(int round, Plan plan) {
        return tell(new Event.Planned(ID, Phase.ROLLBACK, round, plan));
    }

    Told begun(int index) {
        return tell(new Event.ActionStarted(ID, Phase.FORWARD, 0, index, 0, "handle-" + index));
    }

    Told ended(int index, ActionOutcome outcome, String message) {
        return tell(new Event.ActionEnded(ID, Phase.FORWARD, 0, index, outcome, message));
    }

    Told done(int index) {
        return begun(index).ended(index, ActionOutcome.DONE, "");
    }

    /** Four instances of 1.0.0 and one of 1.1.0, which has answered so many requests, so many of them badly. */
    Told seen(int percent, int requests, int failed) {
        return tell(new Event.Observed(
                ID,
                shares(percent),
                Map.of("1.0.0", Map.of("healthy", 4), "1.1.0", Map.of("healthy", failed > 0 ? 0 : 1, "unhealthy", failed > 0 ? 1 : 0)),
                Map.of("1.0.0", new Counters(10L * requests, 0, List.of()), "1.1.0", new Counters(requests, failed, List.of()))));
    }

    Told judged(Verdict.State state, String value) {
        return tell(new Event.Judged(
                ID,
                new Verdict(
                        "traffic.errorRate",
                        state,
                        Verdict.Severity.CRITICAL,
                        "1.1.0",
                        value,
                        "> 5%",
                        120,
                        Duration.ofSeconds(9),
                        "traffic.errorRate > 5%, at least 20 requests in 1m")));
    }

    Told end(Event.Outcome outcome, String reason) {
        return tell(new Event.Ended(ID, outcome, reason, outcome == Event.Outcome.SUCCEEDED ? "1.1.0" : "1.0.0"));
    }

    Told tell(Event event) {
        entries.add(new Entry(entries.size() + 1L, at, event, "", ""));
        at = at.plusSeconds(1);
        return this;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    List<Event> events() {
        return entries.stream().map(Entry::event).toList();
    }

    DeploymentView view() {
        DeploymentFold fold = new DeploymentFold(ID);
        entries.forEach(fold::apply);
        return fold.view().orElseThrow();
    }
}
