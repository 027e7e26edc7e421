package io.jenkins.plugins.deploymentworkflow.ledger;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the events of one deployment. */
final class DeploymentFold {
    private final Event.Started started;
    private final Instant startedAt;
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
    private String trigger = "";
    private String abortedBy = "";
    private Event.Ended end;
    private Instant endedAt;
    private boolean understood = true;

    DeploymentFold(Event.Started started, Instant startedAt) {
        this.started = started;
        this.startedAt = startedAt;
    }

    void apply(Entry entry) {
        Event event = entry.event();
        if (event instanceof Event.Judged judged) {
            verdicts.put(judged.verdict().gate(), judged.verdict());
        } else if (event instanceof Event.RollbackStarted rollback) {
            trigger = rollback.reason();
        } else if (event instanceof Event.Requested requested && requested.request() == Event.Request.ABORT) {
            abortedBy = requested.by();
        } else if (event instanceof Event.Ended ended) {
            end = ended;
            endedAt = entry.at();
        } else if (event instanceof Event.Unrecognised) {
            understood = false;
        }
    }

    boolean ended() {
        return end != null;
    }

    Deployment deployment() {
        return new Deployment(
                started,
                startedAt,
                trigger,
                abortedBy,
                List.copyOf(verdicts.values()),
                Optional.ofNullable(end),
                Optional.ofNullable(endedAt),
                understood);
    }
}
