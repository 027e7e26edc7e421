package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.environment.Environment;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.History;
import io.jenkins.plugins.deploymentworkflow.ledger.Lease;
import io.jenkins.plugins.deploymentworkflow.ledger.LeaseAnswer;
import io.jenkins.plugins.deploymentworkflow.ledger.LeaseRequest;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Refusal;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.rollout.Ports;
import io.jenkins.plugins.deploymentworkflow.rollout.Rollout;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import io.jenkins.plugins.deploymentworkflow.rollout.Tenure;
import io.jenkins.plugins.deploymentworkflow.strategy.PlanRefused;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The five operations as both front ends use them: from what somebody asks for to a rollout that can be moved. Methods
 * may wait for the target to answer, at most half a minute; they are not for a thread that must not wait.
 */
public final class Operations {
    private final LedgerStore ledgers;
    private final Surroundings surroundings;

    public Operations(LedgerStore ledgers, Surroundings surroundings) {
        this.ledgers = ledgers;
        this.surroundings = surroundings;
    }

    /**
     * The plan, and everything it was made from; touches nothing.
     *
     * @throws io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException when the file, the version or the
     *     artifact is not as it must be
     * @throws PlanRefused when the target or the numbers do not allow it
     * @throws Refused when a guard does not allow it
     * @throws io.jenkins.plugins.deploymentworkflow.target.TargetException when the target cannot be asked
     */
    public Prepared plan(OperationRequest request) {
        Deployable asked = deployable(request);
        Target target = surroundings.target(asked, List.of());
        Observed observed = Observed.of(surroundings.look(target, asked), target, asked);
        return planned(request, target, observed);
    }

    /**
     * Plans it, takes the lease and writes the plan down. From then on it is moved by {@link Rollout#advance}.
     *
     * @throws Refused when another deployment is under way in the environment, or an interrupted one waits there
     * @throws io.jenkins.plugins.deploymentworkflow.ledger.LedgerException when it cannot be written down; nothing was
     *     touched
     * @throws io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException also when a command needs the
     *     version's file, and none is known
     * @throws RuntimeException as {@link #plan}
     */
    public Ongoing start(OperationRequest request, Instant now) {
        Deployable asked = deployable(request);
        Requests.requireFile(request.operation(), asked);
        Ledger ledger = ledgers.ledger(asked.application(), asked.environment().name());
        String by = request.origin().actor();
        Optional<RolloutState> unfinished =
                request.operation().locks() ? Unfinished.understood(ledger) : Optional.empty();
        if (unfinished.isPresent()) {
            return sameOrRefused(unfinished.get(), request, asked, ledger, now);
        }
        String deployment =
                request.deployment().isEmpty() ? DeploymentIds.next(request.operation(), now) : request.deployment();
        Tenure tenure = request.operation().locks() ? acquire(asked, deployment, by, now) : Tenure.uncontested();
        try {
            Target target = surroundings.target(asked, List.of());
            boolean asksFirst = Approvals.asksFirst(request.operation(), asked.settings());
            if (!asksFirst) {
                surroundings.ready(target, asked);
            }
            Prepared prepared = planned(request, target, Observed.of(look(target, asked, asksFirst), target, asked));
            ledger.append(Requests.started(prepared, deployment), now);
            ledger.append(new Event.Planned(deployment, Event.Phase.FORWARD, 0, prepared.plan()), now);
            Target acting = asksFirst ? new ReadyLater(target, prepared.deployable(), surroundings) : target;
            Ports ports = Moving.ports(surroundings, prepared.deployable(), acting, ledger, tenure);
            return new Ongoing(deployment, prepared.deployable(), new Rollout(deployment, ports), prepared.warnings());
        } catch (RuntimeException e) {
            tenure.end();
            throw e;
        }
    }

    /** What the target runs, also of one that was not made ready because nothing may be touched yet. */
    private CompletableFuture<Fleet> look(Target target, Deployable deployable, boolean untouched) {
        return untouched ? surroundings.look(target, deployable) : target.observe();
    }

    private Deployable deployable(OperationRequest request) {
        Environment environment = Requests.resolve(request);
        String application = Requests.application(request, environment, ledgers);
        History history =
                History.of(ledgers.ledger(application, environment.name()).after(0));
        return Requests.deployable(request, environment, application, history, ledgers);
    }

    private static Prepared planned(OperationRequest request, Target target, Observed observed) {
        Plan plan = planned(request.operation(), target, observed);
        return new Prepared(
                request,
                observed.deployable(),
                target,
                plan,
                Requests.warnings(observed.deployable().environment()));
    }

    private static Plan planned(Operation operation, Target target, Observed observed) {
        return Planning.plan(operation, observed.deployable(), target, observed.fleet());
    }

    private Ongoing sameOrRefused(
            RolloutState waiting, OperationRequest request, Deployable asked, Ledger ledger, Instant now) {
        String environment = asked.environment().name();
        ledgers.lock(asked.application(), environment)
                .holder(now)
                .filter(Refusal::alive)
                .ifPresent(holder -> {
                    throw new Refused(environment + " is locked: " + holder.message(now));
                });
        if (!isSame(waiting, request, asked)) {
            throw new Refused("deployment " + waiting.deployment() + " of "
                    + waiting.started().version() + " to " + environment
                    + " was interrupted and is not finished; go on with it (resume) or take it back"
                    + " (abort) first");
        }
        Deployable recorded = Recorded.deployable(waiting.started(), request.variables(), surroundings);
        return goOn(waiting, recorded, ledger, request.origin().actor(), now);
    }

    /**
     * Takes up the unfinished deployment of an environment, from what the ledger says and what the target shows.
     *
     * @param variables what the placeholders of the recorded environment file are filled from
     * @throws Refused when none is unfinished, when another process is still moving it, when a newer version of this
     *     program has moved it, or when the environment file that it began with is not to be had any more
     */
    public Ongoing resume(String application, String environment, Variables variables, String by, Instant now) {
        Ledger ledger = ledgers.ledger(application, environment);
        RolloutState waiting = Unfinished.understood(ledger)
                .orElseThrow(() -> new Refused("no deployment of " + application + " to " + environment
                        + " is unfinished, so there is nothing to go on with" + Unfinished.last(ledger)));
        Deployable recorded = Recorded.deployable(waiting.started(), variables, surroundings);
        return goOn(waiting, recorded, ledger, by, now);
    }

    /**
     * Asks the deployment under way in an environment to abort or to go on; whoever moves it sees it at once.
     *
     * @throws Refused as {@link Asking#ask}
     */
    public String ask(
            String application, String environment, Event.Request what, String by, String reason, Instant now) {
        return new Asking(ledgers).ask(application, environment, what, by, reason, now);
    }

    /**
     * Lets whatever is under way go on that waits for a person.
     *
     * @throws Refused as {@link Asking#release}
     */
    public String release(
            String application, String environment, String by, Collection<String> groups, String reason, Instant now) {
        return new Asking(ledgers).release(application, environment, "", Approver.of(by, groups), reason, now);
    }

    /** Whether some process is moving a deployment of the environment now. */
    public Optional<Refusal> holder(String application, String environment, Instant now) {
        return ledgers.lock(application, environment).holder(now);
    }

    /** The state of the deployment that has begun and not ended; checks alone do not count. */
    public static Optional<RolloutState> unfinished(Ledger ledger) {
        return Unfinished.in(ledger);
    }

    private static boolean isSame(RolloutState waiting, OperationRequest request, Deployable deployable) {
        Event.Started started = waiting.started();
        boolean named = !request.deployment().isEmpty() && request.deployment().equals(started.deployment());
        boolean alike = request.deployment().isEmpty()
                && waiting.abort() == null
                && started.operation().equals(request.operation().word())
                && started.version().equals(deployable.version())
                && started.strategy().equals(deployable.strategy());
        return named || alike;
    }

    private Ongoing goOn(RolloutState waiting, Deployable deployable, Ledger ledger, String by, Instant now) {
        String deployment = waiting.deployment();
        Tenure tenure = acquire(deployable, deployment, by, now);
        try {
            List<Event> soFar = ledger.after(0).stream()
                    .map(Entry::event)
                    .filter(event -> event.deployment().equals(deployment))
                    .toList();
            Target target = surroundings.target(deployable, soFar);
            boolean untouched = waiting.plan() == null && waiting.rollback() == null
                    ? Approvals.asksFirst(Operation.of(waiting.started().operation()), deployable.settings())
                    : waiting.nothingTouched();
            if (!untouched) {
                surroundings.ready(target, deployable);
            }
            Optional<Plan> missing = missingPlan(waiting, target, deployable, untouched);
            ledger.append(new Event.Resumed(deployment, by), now);
            missing.ifPresent(plan -> ledger.append(new Event.Planned(deployment, Event.Phase.FORWARD, 0, plan), now));
            Target acting = untouched ? new ReadyLater(target, deployable, surroundings) : target;
            Ports ports = Moving.ports(surroundings, deployable, acting, ledger, tenure);
            return new Ongoing(deployment, deployable, new Rollout(deployment, ports), List.of());
        } catch (RuntimeException e) {
            tenure.end();
            throw e;
        }
    }

    /** The plan of a deployment that was interrupted between its first entry and its second. */
    private Optional<Plan> missingPlan(RolloutState waiting, Target target, Deployable deployable, boolean untouched) {
        boolean unplanned = waiting.plan() == null && waiting.rollback() == null && waiting.abort() == null;
        return unplanned
                ? Optional.of(planned(
                        Operation.of(waiting.started().operation()),
                        target,
                        Observed.of(look(target, deployable, untouched), target, deployable)))
                : Optional.empty();
    }

    private Tenure acquire(Deployable deployable, String deployment, String owner, Instant now) {
        String environment = deployable.environment().name();
        LeaseAnswer answer = ledgers.lock(deployable.application(), environment)
                .tryAcquire(new LeaseRequest(owner, deployment, LeaseTenure.DURATION), now);
        if (answer instanceof Refusal refusal) {
            throw new Refused(environment + " is locked: " + refusal.message(now));
        }
        return new LeaseTenure((Lease) answer, now);
    }
}
