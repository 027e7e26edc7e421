package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.environment.Environment;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.History;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Refusal;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.rollout.Ports;
import io.jenkins.plugins.deploymentworkflow.rollout.Rollout;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import io.jenkins.plugins.deploymentworkflow.rollout.Tenure;
import io.jenkins.plugins.deploymentworkflow.strategy.PlanRefused;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The five operations as both front ends use them: from what somebody asks for to a rollout that can be moved. Methods
 * may wait for the target to answer, at most half a minute; they are not for a thread that must not wait.
 */
public final class Operations {
    private final LedgerStore ledgers;
    private final Guards guards;
    private final GoingOn goingOn;
    private final Surroundings surroundings;

    public Operations(LedgerStore ledgers, Surroundings surroundings) {
        this.ledgers = ledgers;
        this.guards = new Guards(ledgers);
        this.goingOn = new GoingOn(ledgers, surroundings);
        this.surroundings = surroundings;
    }

    /**
     * The plan, and everything it was made from; touches nothing. What guards say against it is a warning.
     *
     * @param now when guards are asked
     * @throws io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException when the file, the version or the
     *     artifact is not as it must be
     * @throws PlanRefused when the target or the numbers do not allow it
     * @throws Refused when a guard does not allow it
     * @throws io.jenkins.plugins.deploymentworkflow.target.TargetException when the target cannot be asked
     */
    public Prepared plan(OperationRequest request, Instant now) {
        Deployable asked = deployable(request);
        Target target = surroundings.target(asked, List.of());
        Observed observed = Observed.of(surroundings.look(target, asked), target, asked);
        Prepared prepared = planned(request, target, observed);
        List<String> warnings = new ArrayList<>(prepared.warnings());
        objections(request, asked, now).forEach(why -> warnings.add("would be refused now: " + why));
        return new Prepared(request, prepared.deployable(), target, prepared.plan(), warnings);
    }

    /**
     * Plans it, takes the lease and writes the plan down. From then on it is moved by {@link Rollout#advance}. What a
     * guard is against, and nobody overrides, has ended as refused by then, without anything being touched.
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
            return sameOrRefused(unfinished.get(), request, asked, now);
        }
        String deployment =
                request.deployment().isEmpty() ? DeploymentIds.next(request.operation(), now) : request.deployment();
        Tenure tenure = request.operation().locks()
                ? LeaseTenure.acquire(ledgers, asked, deployment, by, now)
                : Tenure.uncontested();
        try {
            Target target = surroundings.target(asked, List.of());
            List<String> objections = objections(request, asked, now);
            if (!objections.isEmpty() && request.override().isEmpty()) {
                ledger.append(Requests.started(request, asked, deployment, List.of()), now);
                return goingOn.refused(request.operation(), deployment, asked, target, objections, tenure, now);
            }
            boolean asksFirst = Approvals.asksFirst(request.operation(), asked.settings());
            if (!asksFirst) {
                surroundings.ready(target, asked);
            }
            Observed observed = Observed.of(goingOn.look(target, asked, asksFirst), target, asked);
            Prepared prepared = planned(request, target, observed);
            ledger.append(Requests.started(request, prepared.deployable(), deployment, objections), now);
            ledger.append(new Event.Planned(deployment, Event.Phase.FORWARD, 0, prepared.plan()), now);
            Target acting = asksFirst ? new ReadyLater(target, prepared.deployable(), surroundings) : target;
            Ports ports =
                    Moving.ports(surroundings, request.operation(), prepared.deployable(), acting, ledger, tenure);
            return new Ongoing(deployment, prepared.deployable(), new Rollout(deployment, ports), prepared.warnings());
        } catch (RuntimeException e) {
            tenure.end();
            throw e;
        }
    }

    private List<String> objections(OperationRequest request, Deployable asked, Instant now) {
        return guards.objections(request.operation(), request.against(), asked, now);
    }

    private Deployable deployable(OperationRequest request) {
        Environment environment = Requests.resolve(request);
        String application = Requests.application(request, environment, ledgers);
        History history =
                History.of(ledgers.ledger(application, environment.name()).after(0));
        return Requests.deployable(request, environment, application, history, ledgers);
    }

    private static Prepared planned(OperationRequest request, Target target, Observed observed) {
        Plan plan = Planning.plan(request.operation(), observed.deployable(), target, observed.fleet());
        return new Prepared(
                request,
                observed.deployable(),
                target,
                plan,
                Requests.warnings(observed.deployable().environment()));
    }

    private Ongoing sameOrRefused(RolloutState waiting, OperationRequest request, Deployable asked, Instant now) {
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
        return goingOn.with(waiting, recorded, request.origin().actor(), now);
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
        return goingOn.with(waiting, recorded, by, now);
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
}
