package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.ActionOutcome;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Capacity;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.target.Effects;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Health;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Carries the current action of a rollout out: starts its effect, looks how far it is, believes only what it sees. */
final class Performer {
    /** What a look at the current action found. */
    sealed interface Step {
        /** It goes on. */
        record Wait() implements Step {}

        /** What was started is gone without a trace; it is to be started again. */
        record Again() implements Step {}

        /** It ended; the fleet is given when the traffic may have changed. */
        record End(ActionOutcome outcome, String message, Fleet fleet) implements Step {}

        static Step done() {
            return new End(ActionOutcome.DONE, "", null);
        }

        static Step failed(String message) {
            return new End(ActionOutcome.FAILED, message, null);
        }
    }

    private static final int ATTEMPTS = 3;

    private final Ports ports;
    private final RolloutState state;
    private final FleetView view;
    /** Handles begun by this process; any other was begun by one that is gone. */
    private final Set<String> begun = new HashSet<>();

    private final Set<String> started = new HashSet<>();
    private Instant born;
    private Instant doneSince;
    private int vanished;
    private String obstacle = "";

    Performer(Ports ports, RolloutState state, FleetView view) {
        this.ports = ports;
        this.state = state;
        this.view = view;
    }

    void tick(Instant now) {
        if (born == null) {
            born = now;
        }
    }

    /** The entry that says that the current action is about to be started. */
    Event.ActionStarted begin() {
        String handle = state.deployment() + "/" + (state.phase() == Event.Phase.FORWARD ? "f" : "r") + state.round()
                + "/" + state.index() + "/" + state.attempts();
        begun.add(handle);
        doneSince = null;
        obstacle = "";
        return new Event.ActionStarted(
                state.deployment(), state.phase(), state.round(), state.index(), state.attempts(), handle);
    }

    Step look(Instant now) {
        Action action = state.action();
        if (action instanceof Action.Pause pause) {
            return now.isBefore(state.runningSince().plus(pause.duration())) ? new Step.Wait() : Step.done();
        }
        if (action instanceof Action.AwaitHealthy await) {
            return awaitHealthy(await, now);
        }
        Effects effects = effects(action);
        String handle = state.running().handle();
        Progress progress = effects.poll(handle, action);
        if (progress instanceof Progress.Failed failed) {
            return Step.failed(failed.message());
        }
        Step step;
        if (progress instanceof Progress.Done) {
            step = confirm(action, now);
        } else if (progress instanceof Progress.Unknown) {
            step = start(effects, handle, action, now);
        } else {
            step = new Step.Wait();
        }
        if (step instanceof Step.Wait && overdue(now)) {
            effects.cancel(handle);
            return Step.failed(timedOut(action, progress));
        }
        return step;
    }

    /** Whether the current action has taken longer than it may; time that nobody was there does not count. */
    boolean overdue(Instant now) {
        Instant since = born.isAfter(state.runningSince()) ? born : state.runningSince();
        return now.isAfter(since.plus(state.action().timeout()));
    }

    void cancel() {
        effects(state.action()).cancel(state.running().handle());
    }

    /** Whether what was under way when taking back began still goes on, within the time it is given to stop. */
    boolean interruptedGoesOn(Duration spent) {
        if (state.interrupted() == null || spent.compareTo(ports.pace().cancel()) > 0) {
            return false;
        }
        Effects effects = effects(state.interrupted());
        String handle = state.interruptedStart().handle();
        if (effects.poll(handle, state.interrupted()) instanceof Progress.Running) {
            effects.cancel(handle);
            return true;
        }
        return false;
    }

    private Effects effects(Action action) {
        return action instanceof Action.Verify ? ports.checks() : ports.target();
    }

    private Step start(Effects effects, String handle, Action action, Instant now) {
        if (!begun.contains(handle)) {
            return new Step.Again();
        }
        if (started.contains(handle)) {
            vanished++;
            return vanished < ATTEMPTS
                    ? new Step.Again()
                    : Step.failed(action.name() + " was started " + vanished + " times and vanished each time");
        }
        if (action instanceof Action.SetTraffic route) {
            Optional<Fleet> fleet = fresh(state.runningSince(), now);
            if (fleet.isEmpty()) {
                return new Step.Wait();
            }
            obstacle = overload(route, fleet.get());
            if (!obstacle.isEmpty()) {
                return new Step.Wait();
            }
        }
        started.add(handle);
        effects.start(handle, action);
        return new Step.Wait();
    }

    /** Why the traffic may not be divided so: a share that rises must be carried, one that falls always may. */
    private static String overload(Action.SetTraffic route, Fleet fleet) {
        return route.traffic().entrySet().stream()
                .filter(e -> e.getValue().compareTo(fleet.share(e.getKey())) > 0)
                .filter(e -> !Capacity.carries(e.getValue(), fleet.healthy(e.getKey()), route.required()))
                .map(e -> e.getKey() + " has " + fleet.healthy(e.getKey()) + " healthy instances of "
                        + route.required() + " that carry everything, too few for " + e.getValue())
                .findFirst()
                .orElse("");
    }

    private Step confirm(Action action, Instant now) {
        if (action instanceof Action.Verify) {
            return Step.done();
        }
        if (doneSince == null) {
            doneSince = now;
        }
        return fresh(doneSince, now)
                .filter(fleet -> ports.target().satisfied(action, fleet))
                .<Step>map(fleet -> new Step.End(
                        ActionOutcome.DONE, "", action instanceof Action.SetTraffic ? fleet : null))
                .orElseGet(Step.Wait::new);
    }

    private Step awaitHealthy(Action.AwaitHealthy action, Instant now) {
        Optional<Fleet> fleet = fresh(state.runningSince(), now);
        if (fleet.isPresent()) {
            if (ports.target().satisfied(action, fleet.get())) {
                return Step.done();
            }
            Optional<Instance> stopped = fleet.get().instances().stream()
                    .filter(i -> action.instances().contains(i.id()))
                    .filter(i -> i.version().equals(action.version()) && i.health() == Health.STOPPED)
                    .findFirst();
            if (stopped.isPresent()) {
                return Step.failed("instance " + stopped.get().id() + " stopped before it was healthy: "
                        + stopped.get().message());
            }
        }
        if (!overdue(now)) {
            return new Step.Wait();
        }
        String seen = fleet.map(f -> f.instances().stream()
                        .filter(i -> action.instances().contains(i.id()))
                        .map(i -> i.id() + " is " + i.health().name().toLowerCase(java.util.Locale.ROOT)
                                + (i.message().isEmpty() ? "" : " (" + i.message() + ")"))
                        .collect(Collectors.joining(", ")))
                .orElse("the target could not be asked: " + view.failure());
        return Step.failed("expected " + String.join(", ", action.instances()) + " to be healthy on "
                + action.version() + " within " + Durations.format(action.timeout()) + ", found: " + seen);
    }

    private Optional<Fleet> fresh(Instant notBefore, Instant now) {
        Instant recent = now.minus(ports.pace().poll());
        return view.since(recent.isAfter(notBefore) ? recent : notBefore, now);
    }

    private String timedOut(Action action, Progress progress) {
        if (!obstacle.isEmpty()) {
            return action.name() + " was not possible within " + Durations.format(action.timeout()) + ": " + obstacle;
        }
        String last = progress instanceof Progress.Running running && !running.note().isEmpty()
                ? "; last seen: " + running.note()
                : view.failure().isEmpty() ? "" : "; the target could not be asked: " + view.failure();
        return action.name() + " did not end within " + Durations.format(action.timeout()) + last;
    }
}
