package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.analysis.Gate;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Reaction;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Phase;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.strategy.Bounds;
import io.jenkins.plugins.deploymentworkflow.strategy.PlanRequest;
import io.jenkins.plugins.deploymentworkflow.strategy.Rollback;
import io.jenkins.plugins.deploymentworkflow.strategy.Strategy;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One deployment in simulated time, from its plan to its end, over as many lives of the engine as it takes. After each
 * tick the invariants are looked at; what breaks one is in {@link #complaints()}.
 */
final class Simulation {
    static final String DEPLOYMENT = "d1";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Set<Capability> ALL =
            EnumSet.of(Capability.INSTANCES, Capability.SURGE, Capability.WEIGHTS, Capability.COUNTERS);
    static final Bounds BOUNDS = new Bounds(
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(40),
            Duration.ofMinutes(2));
    static final Pace PACE =
            new Pace(Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(30), 20);

    private static final Set<Class<?>> PROOFS =
            Set.of(Action.AwaitHealthy.class, Action.SetTraffic.class, Action.Analyse.class);

    /** Whoever goes on sooner after a crash may see what the dead engine began take effect late. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(2);

    final MemoryLedger ledger = new MemoryLedger();
    final SimulatedTarget target;
    Plan plan;
    private final Fleet before;
    private final List<Gate> gates;
    private final Reaction onCritical;
    private Recovery recovery;
    private final List<String> complaints = new ArrayList<>();
    private Instant now = START;
    private Instant abortAt;
    private Instant releaseAt;
    private Duration downTime = Duration.ofSeconds(20);
    private Duration jitter = Duration.ZERO;
    private Duration down = Duration.ZERO;
    private int lives;
    private int tenureEnds;
    private RolloutState state;
    private long checked;

    Simulation(
            World world,
            Strategy strategy,
            String version,
            Fleet before,
            Set<Capability> can,
            List<Gate> gates,
            Reaction onCritical,
            IntOrPercent batch,
            boolean guarded) {
        this.before = before;
        this.gates = gates;
        this.onCritical = onCritical;
        this.recovery =
                (s, fleet) -> new Rollback(batch).plan(new PlanRequest(s.previousVersion(), fleet, can, BOUNDS));
        this.target = new SimulatedTarget(world, can, before, guarded, START);
        PlanRequest request = new PlanRequest(version, before, can, BOUNDS);
        this.plan = strategy.plan(request);
        ledger.appendByOthers(started(DEPLOYMENT, strategy.name(), version, request.previous()), START);
        ledger.appendByOthers(new Event.Planned(DEPLOYMENT, Phase.FORWARD, 0, plan), START);
    }

    /** With these actions in front of the plan's. */
    Simulation first(List<Action> actions) {
        return insert(0, actions);
    }

    /** With these actions right after the plan's last change of traffic, as smoke tests and acceptance stand. */
    Simulation afterTheSwitch(List<Action> actions) {
        for (int i = plan.size() - 1; i >= 0; i--) {
            if (plan.action(i) instanceof Action.SetTraffic) {
                return insert(i + 1, actions);
            }
        }
        return insert(plan.size(), actions);
    }

    private Simulation insert(int at, List<Action> actions) {
        List<Action> all = new ArrayList<>(plan.actions());
        all.addAll(at, actions);
        plan = new Plan(plan.strategy(), plan.version(), plan.previousVersion(), plan.required(), all);
        ledger.appendByOthers(new Event.Planned(DEPLOYMENT, Phase.FORWARD, 0, plan), START);
        return this;
    }

    Simulation abortAfter(Duration time) {
        abortAt = START.plus(time);
        return this;
    }

    Simulation releaseAfter(Duration time) {
        releaseAt = START.plus(time);
        return this;
    }

    /** How long nobody is there after the engine was killed. */
    Simulation downFor(Duration time) {
        downTime = time;
        return this;
    }

    Simulation jitter(Duration time) {
        jitter = time;
        return this;
    }

    /** When an event was first written, from the start on. */
    Duration when(Predicate<Event> event) {
        return ledger.entries().stream()
                .filter(e -> event.test(e.event()))
                .map(e -> Duration.between(START, e.at()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("it never happened" + story()));
    }

    boolean happened(Predicate<Event> event) {
        return ledger.entries().stream().anyMatch(e -> event.test(e.event()));
    }

    /** Makes plans for the way back instead. */
    Simulation recovery(Recovery other) {
        recovery = other;
        return this;
    }

    static Event.Started started(String deployment, String strategy, String version, String previous) {
        return new Event.Started(
                deployment,
                "promote",
                "shop",
                "production",
                version,
                previous,
                strategy,
                null,
                new Event.Origin("me", "cli", "", "", "", "."),
                new Event.Configuration("production.yaml", "", "", Map.of()));
    }

    /** Has this happen after a time. */
    Simulation then(Duration time, Runnable event) {
        target.after(time, event);
        return this;
    }

    /** Runs it to its end. */
    Simulation run() {
        Instant limit = START.plus(longest());
        while (state == null || state.ended() == null) {
            if (now.isAfter(limit)) {
                complaints.add("has not ended after " + longest() + ", at " + state.action());
                return this;
            }
            try {
                live(limit);
            } catch (MemoryLedger.Killed e) {
                lives++;
                target.forgetHandles();
                down = down.plus(downTime);
                limit = limit.plus(downTime).plus(Duration.ofMinutes(3));
                pass(downTime);
            }
        }
        if (tenureEnds != 1) {
            complaints.add("the right to act was given back " + tenureEnds + " times");
        }
        atTheEnd();
        return this;
    }

    private void live(Instant limit) {
        Rollout rollout = new Rollout(DEPLOYMENT, ports());
        state = rollout.state();
        while (now.isBefore(limit)) {
            requests();
            Next next = rollout.advance(now);
            look();
            if (next instanceof Next.Done) {
                if (!(rollout.advance(now) instanceof Next.Done)) {
                    complaints.add("goes on after its end");
                }
                return;
            }
            Instant at = ((Next.WaitUntil) next).at();
            if (at.isAfter(now.plus(PACE.poll()))) {
                complaints.add("wants to be left alone until " + at);
            }
            pass(Duration.between(now, at).plus(jitter));
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
        target.advance(now);
    }

    private void requests() {
        if (abortAt != null && !now.isBefore(abortAt)) {
            abortAt = null;
            ledger.appendByOthers(new Event.Requested(DEPLOYMENT, Event.Request.ABORT, "somebody", "enough"), now);
        }
        if (releaseAt != null && !now.isBefore(releaseAt)) {
            releaseAt = null;
            ledger.appendByOthers(new Event.Requested(DEPLOYMENT, Event.Request.RELEASE, "somebody", ""), now);
        }
    }

    private Ports ports() {
        return new Ports(
                ledger,
                target,
                new NoChecks(),
                gates,
                onCritical,
                Reaction.HOLD,
                recovery,
                new Tenure() {
                    @Override
                    public boolean keep(Instant at) {
                        return true;
                    }

                    @Override
                    public void end() {
                        tenureEnds++;
                        if (ledger.entries().stream().noneMatch(e -> e.event() instanceof Event.Ended)) {
                            complaints.add("the right to act was given back before the end");
                        }
                    }
                },
                PACE);
    }

    /** What the new entries of the ledger must not show. */
    private void look() {
        for (Entry entry : ledger.after(checked)) {
            checked = entry.sequence();
            if (entry.event() instanceof Event.ActionStarted
                    && !(current(entry) instanceof Action.AwaitApproval)
                    && !approvedBefore(entry)) {
                complaints.add("touched before it was approved: " + entry);
            }
            if (entry.event() instanceof Event.Planned planned) {
                target.planRequires(planned.plan().required());
            }
            if (entry.event() instanceof Event.RollbackStarted turned) {
                if (turned.goal() == Outcome.ROLLED_BACK && clearedAway(entry.sequence())) {
                    complaints.add("an accepted version is taken back because of what is left of old ones");
                }
                ledger.entries().stream()
                        .filter(e -> e.event() instanceof Event.Requested r && r.request() == Event.Request.ABORT)
                        .findFirst()
                        .filter(abort -> lives == 0
                                && Duration.between(abort.at(), entry.at())
                                                .compareTo(
                                                        PACE.poll().plus(jitter).multipliedBy(2))
                                        > 0)
                        .ifPresent(abort ->
                                complaints.add("abort at " + abort.at() + " was acted on only at " + entry.at()));
            }
        }
        boolean late = lives > 0 && downTime.compareTo(LONGEST_CALL) < 0;
        complaints.addAll(late ? List.of() : target.violations());
        target.violations().clear();
    }

    private Action current(Entry started) {
        Plan last = null;
        for (Entry entry : ledger.entries().subList(0, (int) started.sequence() - 1)) {
            last = entry.event() instanceof Event.Planned planned ? planned.plan() : last;
        }
        return last.action(((Event.ActionStarted) started.event()).index());
    }

    /** Whether the approval that the plan begins with was given in time by then. */
    private boolean approvedBefore(Entry started) {
        if (!(plan.size() > 0 && plan.action(0) instanceof Action.AwaitApproval)) {
            return true;
        }
        Instant until = null;
        for (Entry entry : ledger.entries().subList(0, (int) started.sequence() - 1)) {
            if (entry.event() instanceof Event.Held held && until == null) {
                until = held.until();
            } else if (entry.event() instanceof Event.Requested asked && asked.request() == Event.Request.RELEASE) {
                if (until != null && entry.at().isBefore(until)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the last thing before was to clear something away that an accepted version left. */
    private boolean clearedAway(long sequence) {
        List<Entry> before = ledger.entries().subList(0, (int) sequence - 1);
        return before.get(before.size() - 1).event() instanceof Event.ActionEnded ended
                && ended.phase() == Phase.FORWARD
                && state.done().size() >= ended.index()
                && plan.actions().subList(ended.index(), plan.size()).stream()
                        .allMatch(a -> a instanceof Action.Drain || a instanceof Action.Retire);
    }

    /** The sum of all bounds: of the way there, of giving up, of the way back. */
    private Duration longest() {
        Duration sum = PACE.cancel().plus(PACE.recovery()).plus(Duration.ofMinutes(10));
        for (Action action : plan.actions()) {
            sum = sum.plus(action.timeout().multipliedBy(3)).plus(PACE.cancel());
        }

        return sum;
    }

    private void atTheEnd() {
        Outcome outcome = state.ended().outcome();
        boolean diedJustNow =
                target.lastDeath().isAfter(lastProof().minus(PACE.poll().multipliedBy(8)));
        switch (outcome) {
            case SUCCEEDED -> serves(state.version(), diedJustNow);
            case ROLLED_BACK, ABORTED -> {
                serves(state.previousVersion(), diedJustNow);
                boolean left = target.fleet().instances().stream()
                        .anyMatch(i -> !i.version().equals(state.previousVersion()));
                if (left) {
                    complaints.add("left after " + outcome + ": " + target.fleet());
                }
            }
            case REFUSED -> {
                if (!(state.action() instanceof Action.AwaitApproval)
                        || state.done().size() > 0
                        || state.rollback() != null) {
                    complaints.add("refused although something had been done: " + state.done());
                }
            }
            case FAILED -> {
                if (!state.ended().reason().contains("A person must look at the target now")) {
                    complaints.add(
                            "FAILED without saying what to do: " + state.ended().reason());
                }
            }
        }
    }

    /** When the engine last made sure that what is to serve is healthy. */
    private Instant lastProof() {
        Instant last = Instant.MIN.plus(PACE.sample());
        Plan current = null;
        for (Entry entry : ledger.entries()) {
            if (entry.event() instanceof Event.Planned planned) {
                current = planned.plan();
            } else if (entry.event() instanceof Event.ActionEnded ended
                    && ended.outcome() == Event.ActionOutcome.DONE
                    && PROOFS.contains(current.action(ended.index()).getClass())) {
                last = entry.at();
            }
        }
        return last;
    }

    private void serves(String version, boolean diedJustNow) {
        Fleet fleet = target.fleet();
        long ready = fleet.of(version).stream()
                .filter(i -> i.healthy() && !i.draining() && !i.retiring())
                .count();
        if (!version.isEmpty() && !fleet.share(version).equals(Share.FULL)) {
            complaints.add(state.ended() + " and traffic is " + fleet.traffic());
        }
        int size = target.capabilities().contains(Capability.SURGE)
                ? before.desired()
                : before.instances().size();
        if (!version.isEmpty() && ready < size && !diedJustNow) {
            complaints.add(state.ended() + " with " + ready + " of " + size + " ready: " + fleet);
        }
    }

    List<String> complaints() {
        return complaints;
    }

    Event.Ended ended() {
        return state.ended();
    }

    Outcome outcome() {
        return state.ended().outcome();
    }

    RolloutState state() {
        return state;
    }

    Duration took() {
        return Duration.between(START, now);
    }

    /** The fleet without names and times: per version, how many are ready and how many are leaving; and the traffic. */
    String ending() {
        Map<String, Map<String, Integer>> instances = new TreeMap<>();
        for (Instance i : target.fleet().instances()) {
            String how = i.retiring() ? "leaving" : i.health().name().toLowerCase(java.util.Locale.ROOT);
            instances.computeIfAbsent(i.version(), v -> new TreeMap<>()).merge(how, 1, Integer::sum);
        }
        return outcome() + " " + target.fleet().traffic() + " " + instances;
    }

    /** The story, for a failure's message. */
    String story() {
        StringBuilder text = new StringBuilder();
        for (Entry entry : ledger.entries()) {
            text.append('\n').append(entry.sequence()).append(' ');
            text.append(Duration.between(START, entry.at()).toMillis() / 1000.0).append("s ");
            Event event = entry.event();
            text.append(
                    event instanceof Event.Planned p
                            ? "planned " + p.phase() + p.round() + " "
                                    + p.plan().actions().stream()
                                            .map(Action::name)
                                            .toList()
                            : event.toString());
        }
        return text.append("\nat the end: ").append(target.fleet()).toString();
    }
}
