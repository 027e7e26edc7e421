package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.operation.EventWords;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers one deployment's events for its page. What it keeps stays small however many there are. */
final class DeploymentFold {
    /** Of checks, notes and lines the newest are kept. */
    static final int MOST = 200;

    private final String id;
    private final List<PlanFold> plans = new ArrayList<>();
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    private final List<CheckView> checks = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final List<LogRow> lines = new ArrayList<>();
    private final EventWords words;
    private Event.Started started;
    private Instant startedAt;
    private Event.Ended ended;
    private Event.Observed observed;
    private Event.Held held;
    private String takingBack = "";
    private SeenFold seen;
    private Instant last;
    private long sequence;

    DeploymentFold(String id) {
        this.id = id;
        this.words = new EventWords(id);
    }

    /** Takes the next entry of the ledger in; false when it is another deployment's. */
    boolean apply(Entry entry) {
        Event event = entry.event();
        if (!id.equals(event.deployment()) || ended != null || started == null && !(event instanceof Event.Started)) {
            return false;
        }
        last = entry.at();
        sequence = entry.sequence();
        apply(event, entry.at());
        words.of(entry).ifPresent(line -> keep(lines, new LogRow(entry.at(), line)));
        return true;
    }

    private void apply(Event event, Instant at) {
        if (event instanceof Event.Started e) {
            started = e;
            startedAt = at;
            seen = new SeenFold(at);
        } else if (event instanceof Event.Planned e) {
            latest().ifPresent(plan -> plan.over(at));
            plans.add(new PlanFold(e, takingBack));
            seen.planned(e.plan(), at);
        } else if (event instanceof Event.ActionStarted e) {
            latest().ifPresent(plan -> plan.started(e, at));
        } else if (event instanceof Event.ActionEnded e) {
            held = null;
            Action done = latest().map(plan -> plan.ended(e, at)).orElse(null);
            seen.done(done, at);
        } else if (event instanceof Event.Observed e) {
            observed = e;
            seen.observed(e, at);
        } else if (event instanceof Event.Judged e) {
            verdicts.put(e.verdict().gate(), e.verdict());
        } else if (event instanceof Event.Checked e) {
            e.checks().forEach(check -> keep(checks, new CheckView(check)));
        } else if (event instanceof Event.Held e) {
            held = e;
            note(at, "held for a person: " + e.reason());
        } else if (event instanceof Event.Requested e) {
            requested(e, at);
        } else if (event instanceof Event.Resumed e) {
            note(at, "gone on with by " + e.by());
        } else if (event instanceof Event.RollbackStarted e) {
            held = null;
            takingBack = e.reason();
            latest().ifPresent(plan -> plan.over(at));
            note(at, "taken back");
        } else if (event instanceof Event.Ended e) {
            ended = e;
            plans.forEach(plan -> plan.over(at));
        }
    }

    private void requested(Event.Requested event, Instant at) {
        boolean abort = event.request() == Event.Request.ABORT;
        held = abort ? held : null;
        note(at, (abort ? "abort" : "release") + " asked for by " + event.by()
                + (event.reason().isEmpty() ? "" : ": " + event.reason()));
    }

    private void note(Instant at, String words) {
        keep(notes, new Note(at, words));
    }

    private static <T> void keep(List<T> list, T added) {
        list.add(added);
        if (list.size() > MOST) {
            list.remove(0);
        }
    }

    private Optional<PlanFold> latest() {
        return plans.isEmpty() ? Optional.empty() : Optional.of(plans.get(plans.size() - 1));
    }

    boolean over() {
        return ended != null;
    }

    /** Empty before its first event. */
    Optional<DeploymentView> view() {
        return Optional.ofNullable(started)
                .map(begun -> new DeploymentView(
                        begun,
                        startedAt,
                        last,
                        sequence,
                        Optional.ofNullable(ended),
                        Optional.ofNullable(held),
                        Optional.ofNullable(observed),
                        plans.stream().map(PlanFold::view).toList(),
                        verdicts.values().stream().map(VerdictView::new).toList(),
                        List.copyOf(checks),
                        List.copyOf(notes),
                        List.copyOf(lines),
                        seen.seen()));
    }
}
