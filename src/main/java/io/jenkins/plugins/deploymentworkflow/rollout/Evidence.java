package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.analysis.Sample;
import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was seen of a deployment and how it was judged. */
final class Evidence {
    private final Duration keepSamples;
    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, Verdict> verdicts = new TreeMap<>();
    private final List<Event.Check> checks = new ArrayList<>();
    private Event.Observed observed;
    private Instant observedAt;

    /** @param keepSamples how far back samples are kept */
    Evidence(Duration keepSamples) {
        this.keepSamples = keepSamples;
    }

    void observed(Event.Observed event, Instant at) {
        observed = event;
        observedAt = at;
        if (!event.counters().isEmpty()) {
            samples.add(new Sample(at, event.counters()));
            while (samples.size() > 2 && !samples.get(1).at().isAfter(at.minus(keepSamples))) {
                samples.remove(0);
            }
        }
    }

    void judged(Verdict verdict) {
        verdicts.put(verdict.gate(), verdict);
    }

    void checked(List<Event.Check> results) {
        checks.addAll(results);
    }

    /** Whether the newest verdict of every gate lets the deployment go on. */
    boolean well() {
        return verdicts.values().stream()
                .allMatch(v -> v.state() == Verdict.State.PASS || v.state() == Verdict.State.PENDING);
    }

    List<Sample> samples() {
        return samples;
    }

    Map<String, Verdict> verdicts() {
        return Collections.unmodifiableMap(verdicts);
    }

    List<Event.Check> checks() {
        return Collections.unmodifiableList(checks);
    }

    /** Null before the first look. */
    Event.Observed observed() {
        return observed;
    }

    Instant observedAt() {
        return observedAt;
    }
}
