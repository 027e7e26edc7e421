package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.command.Commands;
import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Artifact;
import io.jenkins.plugins.deploymentworkflow.target.CommandTarget;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetEndpoint;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetLocator;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetStarter;
import io.jenkins.plugins.deploymentworkflow.target.local.LocalRelease;
import io.jenkins.plugins.deploymentworkflow.target.local.LocalTarget;
import io.jenkins.plugins.deploymentworkflow.target.script.ScriptContext;
import io.jenkins.plugins.deploymentworkflow.target.script.ScriptTarget;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Opens the target that an environment names, for both front ends. */
public final class Targets {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final FleetLocator fleets;
    private final Optional<FleetStarter> starter;
    private final HttpClient http;

    /** @param starter starts a local fleet that does not run; without one, that is an error that says how to */
    public Targets(FleetLocator fleets, Optional<FleetStarter> starter, HttpClient http) {
        this.fleets = fleets;
        this.starter = starter;
        this.http = http;
    }

    /**
     * As {@link Surroundings#target}; where no version is deployed only commands are needed. The commands run where the deployable's files are.
     */
    public Target open(Deployable deployable, Commands commands, List<Event> soFar) {
        Map<String, String> environment = environment(deployable);
        TargetSettings target = deployable.version().isEmpty()
                ? null
                : deployable.settings().target().orElse(null);
        if (target instanceof TargetSettings.Script script) {
            return new ScriptTarget(script, context(deployable, environment), commands, soFar);
        }
        if (target instanceof TargetSettings.Local local) {
            return new LocalTarget(listen(local), fleets, http, starter);
        }
        return new CommandTarget(commands, environment);
    }

    /** What the user's commands find in their environment; holds secrets. */
    public static Map<String, String> environment(Deployable deployable) {
        Map<String, String> environment = new TreeMap<>(deployable.environment().commandEnvironment());
        environment.putAll(deployable.variables());
        return environment;
    }

    /** As {@link Surroundings#ready}. */
    public void ready(Target target, Deployable deployable) {
        if (!(target instanceof LocalTarget local)
                || !(deployable.settings().target().orElse(null) instanceof TargetSettings.Local settings)
                || deployable.version().isEmpty()) {
            return;
        }
        try {
            local.prepare(release(deployable, settings)).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TargetException known
                    ? known
                    : new TargetException("cannot prepare the local fleet: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new TargetException(
                    "the local fleet on " + listen(settings) + " was not ready within " + PATIENCE.toSeconds() + "s",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException("interrupted while preparing the local fleet", e);
        }
    }

    /** As {@link Surroundings#look}: a local fleet that was never started, or was shut down, runs nothing. */
    public CompletableFuture<Fleet> look(Target target, Deployable deployable) {
        boolean none = target instanceof LocalTarget
                && deployable.settings().target().orElse(null) instanceof TargetSettings.Local local
                && !Files.exists(fleets.stateFor(listen(local)).resolve(FleetEndpoint.FILE));
        return none ? CompletableFuture.completedFuture(new Fleet(1, List.of(), Map.of(), Map.of())) : target.observe();
    }

    private static String listen(TargetSettings.Local local) {
        return local.listenHost() + ":" + local.listenPort();
    }

    private static ScriptContext context(Deployable deployable, Map<String, String> environment) {
        Map<String, String> artifacts = new TreeMap<>();
        deployable.artifact().ifPresent(artifact -> artifacts.put(deployable.version(), artifact.file()));
        return new ScriptContext(
                deployable.application(),
                deployable.environment().name(),
                deployable.version(),
                deployable.previousVersion(),
                deployable.strategy(),
                artifacts,
                deployable.directory(),
                environment);
    }

    /** The fleet keeps a copy of each version's file, so a file that is gone meanwhile is left out. */
    private static LocalRelease release(Deployable deployable, TargetSettings.Local local) {
        Optional<Artifact> artifact = deployable.artifact().filter(a -> Files.isRegularFile(Path.of(a.file())));
        return LocalRelease.of(
                deployable.environment(),
                local,
                deployable.version(),
                Path.of(deployable.directory()),
                deployable.variables(),
                artifact.map(a -> Path.of(a.file())),
                artifact.map(Artifact::sha256));
    }
}
