package io.jenkins.plugins.deploymentworkflow.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened to an environment and what runs there: a fold over its ledger. */
public final class History {
    private final List<Deployment> operations;
    private final List<String> good;
    private final Optional<String> current;

    private History(List<Deployment> operations, List<String> good, Optional<String> current) {
        this.operations = operations;
        this.good = good;
        this.current = current;
    }

    /** @param entries of one ledger, from the first on, in order */
    public static History of(List<Entry> entries) {
        Map<String, DeploymentFold> folds = new LinkedHashMap<>();
        List<String> good = new ArrayList<>();
        Optional<String> current = Optional.empty();
        for (Entry entry : entries) {
            Event event = entry.event();
            if (event instanceof Event.Started started) {
                folds.putIfAbsent(started.deployment(), new DeploymentFold(started, entry.at()));
            }
            DeploymentFold fold = folds.get(event.deployment());
            if (fold == null || fold.ended()) {
                continue;
            }
            fold.apply(entry);
            if (fold.ended() && fold.deployment().deploys()) {
                Deployment ended = fold.deployment();
                current = ended.leaves();
                remember(ended, good);
            }
        }
        List<Deployment> operations = new ArrayList<>();
        folds.values().forEach(fold -> operations.add(fold.deployment()));
        Collections.reverse(operations);
        return new History(Collections.unmodifiableList(operations), good, current);
    }

    /** A version that was deliberately left by a rollback is not good any more, until it succeeds again. */
    private static void remember(Deployment ended, List<String> good) {
        if (!ended.succeeded()) {
            return;
        }
        if (ended.operation().equals("rollback")) {
            good.remove(ended.previousVersion());
        }
        good.remove(ended.version());
        good.add(ended.version());
    }

    /** Every operation, the newest first. */
    public List<Deployment> operations() {
        return operations;
    }

    /** Those that change which version serves (stage, promote, rollback), the newest first. */
    public List<Deployment> deployments() {
        return operations.stream().filter(Deployment::deploys).toList();
    }

    /** The operation of this id. */
    public Optional<Deployment> deployment(String id) {
        return operations.stream().filter(d -> d.id().equals(id)).findFirst();
    }

    /** Operations that have not ended, the newest first: under way, or to be resumed. */
    public List<Deployment> unfinished() {
        return operations.stream().filter(d -> d.end().isEmpty()).toList();
    }

    /**
     * The version that serves since the last deployment ended: its own when it succeeded, the one before when it was
     * rolled back or aborted, and when it failed the one that it said serves. Empty when none is known to.
     */
    public Optional<String> current() {
        return current;
    }

    /** The version that succeeded last, and was not left by a rollback since. */
    public Optional<String> lastGood() {
        return previousGood("");
    }

    /** The version other than {@code version} that succeeded last, and was not left by a rollback since. */
    public Optional<String> previousGood(String version) {
        for (int i = good.size() - 1; i >= 0; i--) {
            if (!good.get(i).equals(version)) {
                return Optional.of(good.get(i));
            }
        }
        return Optional.empty();
    }
}
