package io.jenkins.plugins.deploymentworkflow.tool.demo;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was measured, from the clients' side and from the ledger. */
final class Figures {
    /**
     * A count of requests.
     *
     * @param failedBy failed requests by the version that answered; empty text when none answered
     */
    record Count(long requests, long failed, Map<String, Long> byVersion, Map<String, Long> failedBy) {
        /** Failed requests that another version than this one is to blame for. */
        long failedBesides(String version) {
            return failed - failedBy.getOrDefault(version, 0L);
        }
    }

    /** One change of traffic, from the entry before it to the one after it was seen. */
    record Switch(Instant at, String name, Duration took) {}

    private Figures() {}

    static Count count(List<Traffic.Answer> answers, Instant from, Instant to) {
        Map<String, Long> by = new TreeMap<>();
        Map<String, Long> failedBy = new TreeMap<>();
        long requests = 0;
        long failed = 0;
        for (Traffic.Answer answer : answers) {
            if (answer.at().isBefore(from) || !answer.at().isBefore(to)) {
                continue;
            }
            requests++;
            by.merge(answer.version(), 1L, Long::sum);
            if (answer.failed()) {
                failed++;
                failedBy.merge(answer.version(), 1L, Long::sum);
            }
        }
        return new Count(requests, failed, by, failedBy);
    }

    static List<Switch> switches(List<Entry> entries) {
        List<Switch> found = new ArrayList<>();
        Plan plan = null;
        Instant started = Instant.EPOCH;
        for (Entry entry : entries) {
            if (entry.event() instanceof Event.Planned planned) {
                plan = planned.plan();
            } else if (entry.event() instanceof Event.ActionStarted) {
                started = entry.at();
            } else if (entry.event() instanceof Event.ActionEnded ended
                    && ended.outcome() == Event.ActionOutcome.DONE
                    && plan != null
                    && plan.action(ended.index()) instanceof Action.SetTraffic route) {
                found.add(new Switch(started, route.name(), Duration.between(started, entry.at())));
            }
        }
        return found;
    }
}
