package io.jenkins.plugins.deploymentworkflow.target.local;

import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Health;
import io.jenkins.plugins.deploymentworkflow.target.Instance;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.net.http.HttpClient;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Instances on this machine behind the local fleet's own proxy, driven over the fleet's control port. What the fleet
 * refuses fails with the fleet's words.
 */
public final class LocalTarget implements Target {
    private static final String NEEDS_SECRETS = "needs secrets";

    private final FleetClient client;
    private final Map<String, LocalRelease> releases = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<FleetStatus>> attempts = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();

    /**
     * @param listen where the fleet serves: {@code host:port}
     * @param http with a bounded connect timeout; may be shared
     * @param starter starts the fleet when it does not run; without one, that is an error that says how to start it
     */
    public LocalTarget(String listen, FleetLocator locator, HttpClient http, Optional<FleetStarter> starter) {
        this(new FleetClient(listen, locator.stateFor(listen), http, starter, FleetClient.ANSWER));
    }

    LocalTarget(FleetClient client) {
        this.client = client;
    }

    /**
     * Tells the fleet how to run a version and how many instances serve, before a plan is made or gone on with. Starts
     * the fleet if it does not run; from then on also when it is found dead. Can be repeated.
     *
     * @return the fleet afterwards; fails with a {@link TargetException} that has the fleet's reason
     */
    public CompletableFuture<Fleet> prepare(LocalRelease release) {
        ReleaseRequest request;
        try {
            request = release.request();
        } catch (TargetException e) {
            return CompletableFuture.failedFuture(e);
        }
        client.allowStart();
        releases.put(release.version(), release);
        return asked(client.register(release.version(), request)
                .thenCompose(status -> client.desire(release.desired()))
                .thenApply(LocalTarget::fleet));
    }

    @Override
    public String kind() {
        return "local";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.INSTANCES, Capability.SURGE, Capability.WEIGHTS, Capability.COUNTERS);
    }

    @Override
    public void start(String handle, Action action) {
        attempts.computeIfAbsent(handle, h -> perform(h, action));
    }

    @Override
    public Progress poll(String handle, Action action) {
        CompletableFuture<FleetStatus> attempt = attempts.get(handle);
        if (attempt == null) {
            return new Progress.Unknown();
        }
        if (!attempt.isDone()) {
            return new Progress.Running("asking the fleet");
        }
        try {
            attempt.join();
            return new Progress.Done("");
        } catch (CompletionException e) {
            return new Progress.Failed(action.name() + ": " + e.getCause().getMessage());
        }
    }

    /** What the fleet was told already stays told; it is told nothing more. */
    @Override
    public void cancel(String handle) {
        cancelled.add(handle);
    }

    /** Also tells a fleet that was restarted the secrets again that it kept in memory alone. */
    @Override
    public CompletableFuture<Fleet> observe() {
        return asked(client.status().thenCompose(this::withSecrets).thenApply(LocalTarget::fleet));
    }

    private CompletableFuture<FleetStatus> perform(String handle, Action action) {
        if (action instanceof Action.Install install) {
            return each(handle, install.instances(), id -> client.run(id, install.version()));
        }
        if (action instanceof Action.SetTraffic route) {
            Map<String, Integer> shares = new TreeMap<>();
            route.traffic().forEach((version, share) -> shares.put(version, share.basisPoints()));
            return client.route(shares, route.required());
        }
        if (action instanceof Action.Drain drain) {
            return eachOf(handle, drain.version(), drain.instances(), client::drain);
        }
        if (action instanceof Action.Retire retire) {
            return eachOf(handle, retire.version(), retire.instances(), id -> client.remove(id, retire.after()));
        }
        return CompletableFuture.failedFuture(
                new TargetException("a local target has no way to perform actions of the kind " + action.kind()));
    }

    /** Those that still run the version: what is gone or runs another one is nothing to act on. */
    private CompletableFuture<FleetStatus> eachOf(
            String handle, String version, List<String> ids, Function<String, CompletableFuture<FleetStatus>> call) {
        return client.status().thenCompose(status -> {
            List<String> running = status.instances().stream()
                    .filter(instance -> instance.version().equals(version) && ids.contains(instance.id()))
                    .map(InstanceStatus::id)
                    .toList();
            return running.isEmpty() ? CompletableFuture.completedFuture(status) : each(handle, running, call);
        });
    }

    private CompletableFuture<FleetStatus> each(
            String handle, List<String> ids, Function<String, CompletableFuture<FleetStatus>> call) {
        CompletableFuture<FleetStatus> all = CompletableFuture.completedFuture(null);
        for (String id : ids) {
            all = all.thenCompose(done -> cancelled.contains(handle)
                    ? CompletableFuture.failedFuture(new TargetException("cancelled before " + id))
                    : call.apply(id));
        }
        return all;
    }

    private CompletableFuture<FleetStatus> withSecrets(FleetStatus status) {
        CompletableFuture<FleetStatus> told = CompletableFuture.completedFuture(status);
        for (String version : waitingForSecrets(status)) {
            told = told.thenCompose(
                    before -> client.register(version, releases.get(version).request()));
        }
        // Should the fleet refuse, the instances still say what they wait for.
        return told.exceptionally(failure -> status);
    }

    private List<String> waitingForSecrets(FleetStatus status) {
        return status.instances().stream()
                .filter(instance -> instance.message().startsWith(NEEDS_SECRETS))
                .map(InstanceStatus::version)
                .filter(releases::containsKey)
                .distinct()
                .toList();
    }

    private static Fleet fleet(FleetStatus status) {
        Map<String, Share> traffic = new TreeMap<>();
        status.traffic().forEach((version, basisPoints) -> traffic.put(version, new Share(basisPoints)));
        return new Fleet(
                status.desired(),
                status.instances().stream().map(LocalTarget::instance).toList(),
                traffic,
                status.counters());
    }

    private static Instance instance(InstanceStatus status) {
        Health health = switch (status.health()) {
            case STARTING -> Health.STARTING;
            case HEALTHY -> Health.HEALTHY;
            case UNHEALTHY -> Health.UNHEALTHY;
            case STOPPED -> Health.STOPPED;
        };
        return new Instance(
                status.id(),
                status.version(),
                health,
                status.draining(),
                status.retireAt().isPresent(),
                status.inFlight(),
                status.message());
    }

    /** With the fleet's own words for what it refused. */
    private static CompletableFuture<Fleet> asked(CompletableFuture<Fleet> answer) {
        return answer.exceptionallyCompose(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return CompletableFuture.failedFuture(
                    cause instanceof TargetException ? cause : new TargetException(cause.getMessage(), cause));
        });
    }
}
