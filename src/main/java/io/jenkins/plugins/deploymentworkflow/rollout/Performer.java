package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.ActionOutcome;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Carries the current action of a rollout out: starts its effect, looks how far it is, believes only what it sees. */
final class Performer {
    /** How often an action is started whose effect vanishes. */
    private static final int ATTEMPTS = 3;

    private final Ports ports;
    private final RolloutState state;
    private final FleetView view;
    private final Hands hands;
    /** Handles begun by this process; any other was begun by one that is gone. */
    private final Set<String> begun = new HashSet<>();

    private final Set<String> started = new HashSet<>();
    private Instant born;
    private Instant doneSince;
    private int vanished;
    private String obstacle = "";
    /** Said when an action had to be stopped because it took too long; how it then ended says less. */
    private String lateness = "";

    Performer(Ports ports, RolloutState state, FleetView view) {
        this.ports = ports;
        this.state = state;
        this.view = view;
        this.hands = new Hands(ports);
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
        lateness = "";
        if (state.attempts() == 0) {
            vanished = 0;
        }
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
        String handle = state.running().handle();
        Progress progress = hands.poll(handle, action);
        if (progress instanceof Progress.Failed failed) {
            return Step.failed(lateness.isEmpty() ? failed.message() : lateness);
        }
        Step step;
        if (progress instanceof Progress.Done) {
            step = confirm(action, now);
        } else if (progress instanceof Progress.Unknown && !tooLateToStart(handle, now)) {
            step = start(handle, action, now);
        } else {
            step = new Step.Wait();
        }
        return step instanceof Step.Wait && overdue(now) ? giveUp(action, progress, now) : step;
    }

    /** What could not be started in time is not started any more: nobody would wait for its end. */
    private boolean tooLateToStart(String handle, Instant now) {
        return overdue(now) && begun.contains(handle) && !started.contains(handle);
    }

    /** Stops an action that took too long; it has failed once it has stopped, or does not stop. */
    private Step giveUp(Action action, Progress progress, Instant now) {
        if (lateness.isEmpty()) {
            // What it says from now on is how it was stopped.
            lateness = timedOut(action, progress);
        }
        cancel();
        if (progress instanceof Progress.Running
                && now.isBefore(deadline().plus(ports.pace().cancel()))) {
            return new Step.Wait();
        }
        if (action instanceof Action.Drain drain) {
            Optional<Fleet> fleet = view.since(state.runningSince(), now);
            if (fleet.isEmpty() && mayStillAnswer(now)) {
                return new Step.Wait();
            }
            if (fleet.filter(f -> FleetFacts.cutOff(f, drain)).isPresent()) {
                return new Step.End(
                        ActionOutcome.DONE,
                        "requests were still being answered after " + Durations.format(action.timeout()),
                        null);
            }
        }
        return Step.failed(lateness);
    }

    private boolean mayStillAnswer(Instant now) {
        return view.failure().isEmpty() && now.isBefore(deadline().plus(FleetView.PATIENCE));
    }

    /** Whether the current action has taken longer than it may; time that nobody was there does not count. */
    boolean overdue(Instant now) {
        return now.isAfter(deadline());
    }

    private Instant deadline() {
        return since().plus(state.action().timeout());
    }

    /** When the current action was started or, if that is later, this process took it up. */
    Instant since() {
        return born.isAfter(state.runningSince()) ? born : state.runningSince();
    }

    void cancel() {
        String failure = hands.cancel(state.running().handle(), state.action());
        obstacle = failure.isEmpty() ? obstacle : failure;
    }

    /** Whether what was under way when taking back began still goes on, within the time it is given to stop. */
    boolean interruptedGoesOn(Duration spent) {
        Action action = state.interrupted();
        if (action == null || spent.compareTo(ports.pace().cancel()) > 0) {
            return false;
        }
        String handle = state.interruptedStart().handle();
        if (hands.poll(handle, action) instanceof Progress.Running) {
            hands.cancel(handle, action);
            return true;
        }
        return false;
    }

    private Step start(String handle, Action action, Instant now) {
        if (!begun.contains(handle)) {
            return new Step.Again();
        }
        if (started.contains(handle)) {
            vanished++;
            return vanished < ATTEMPTS
                    ? new Step.Again()
                    : Step.failed(action.name() + " was started " + vanished + " times and vanished each time"
                            + (obstacle.isEmpty() ? "" : ": " + obstacle));
        }
        if (action instanceof Action.SetTraffic || action instanceof Action.Drain) {
            Optional<Fleet> fleet = view.since(state.runningSince(), now);
            if (fleet.isEmpty()) {
                return new Step.Wait();
            }
            obstacle = overload(action, fleet.get());
            if (!obstacle.isEmpty()) {
                return state.phase() == Event.Phase.FORWARD ? new Step.Wait() : Step.failed(obstacle);
            }
        }
        started.add(handle);
        String failure = hands.start(handle, action);
        obstacle = failure.isEmpty() ? obstacle : failure;
        return new Step.Wait();
    }

    /** Why the action would leave a version with more traffic than it can carry; empty when it would not. */
    private String overload(Action action, Fleet fleet) {
        return action instanceof Action.SetTraffic route
                ? FleetFacts.overload(fleet, route).orElse("")
                : FleetFacts.overload(fleet, (Action.Drain) action, state.plan().required())
                        .orElse("");
    }

    private Step confirm(Action action, Instant now) {
        if (action instanceof Action.Verify) {
            return Step.done();
        }
        if (doneSince == null) {
            doneSince = now;
        }
        Optional<Fleet> fleet = view.since(doneSince, now);
        if (fleet.isEmpty()) {
            return new Step.Wait();
        }
        if (ports.target().satisfied(action, fleet.get())) {
            return new Step.End(ActionOutcome.DONE, "", action instanceof Action.SetTraffic ? fleet.get() : null);
        }
        obstacle = "the target says that it is done, and does not show it";
        return action instanceof Action.Install install
                ? unlessStopped(fleet.get(), install.version(), install.instances())
                : new Step.Wait();
    }

    private Step awaitHealthy(Action.AwaitHealthy action, Instant now) {
        Optional<Fleet> fleet = view.since(state.runningSince(), now);
        if (fleet.filter(f -> ports.target().satisfied(action, f)).isPresent()) {
            return Step.done();
        }
        if (!overdue(now) || fleet.isEmpty() && mayStillAnswer(now)) {
            return fleet.map(f -> unlessStopped(f, action.version(), action.instances()))
                    .orElse(new Step.Wait());
        }
        return Step.failed("expected " + String.join(", ", action.instances()) + " to be healthy on "
                + action.version() + " within " + Durations.format(action.timeout()) + ", found: "
                + fleet.map(f -> FleetFacts.health(f, action.instances()))
                        .orElse("the target could not be asked: " + view.failure()));
    }

    private static Step unlessStopped(Fleet fleet, String version, List<String> instances) {
        return FleetFacts.stopped(fleet, version, instances).map(Step::failed).orElse(new Step.Wait());
    }

    private String timedOut(Action action, Progress progress) {
        String what = action.name() + " did not end within " + Durations.format(action.timeout());
        if (!obstacle.isEmpty()) {
            return what + ": " + obstacle;
        }
        if (progress instanceof Progress.Running running && !running.note().isEmpty()) {
            return what + "; last seen: " + running.note();
        }
        return what + (view.failure().isEmpty() ? "" : "; the target could not be asked: " + view.failure());
    }
}
