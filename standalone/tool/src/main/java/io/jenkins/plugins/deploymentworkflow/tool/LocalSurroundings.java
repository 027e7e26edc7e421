package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.command.Commands;
import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.operation.Deployable;
import io.jenkins.plugins.deploymentworkflow.operation.Surroundings;
import io.jenkins.plugins.deploymentworkflow.operation.Targets;
import io.jenkins.plugins.deploymentworkflow.rollout.Checks;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import io.jenkins.plugins.deploymentworkflow.verification.CheckContext;
import io.jenkins.plugins.deploymentworkflow.verification.Probes;
import io.jenkins.plugins.deploymentworkflow.verification.SmokeTests;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** This machine: its processes, its local fleets. */
final class LocalSurroundings implements Surroundings {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Path ledger;
    private final Targets targets = new Targets(LocalFleets.locator(), Optional.of(new FleetProcesses()), HTTP);
    private final ExecutorService blocking = Executors.newFixedThreadPool(SmokeTests.AT_ONCE, task -> {
        Thread thread = new Thread(task, "check");
        thread.setDaemon(true);
        return thread;
    });

    LocalSurroundings(Path ledger) {
        this.ledger = ledger;
    }

    @Override
    public Target target(Deployable deployable, List<Event> soFar) {
        return targets.open(deployable, commands(deployable), soFar);
    }

    @Override
    public void ready(Target target, Deployable deployable) {
        targets.ready(target, deployable);
    }

    @Override
    public CompletableFuture<Fleet> look(Target target, Deployable deployable) {
        return targets.look(target, deployable);
    }

    @Override
    public Checks checks(Deployable deployable, List<SmokeTestSettings> checks) {
        CheckContext context = new CheckContext(
                deployable.placeholders(),
                Targets.environment(deployable),
                deployable.environment()::reveal,
                deployable.environment().redactor()::redact);
        return new SmokeTests(checks, context, commands(deployable), new Probes(blocking));
    }

    @Override
    public Optional<String> environmentFile(String directory, String file) {
        try {
            return Optional.of(Files.readString(Path.of(directory).resolve(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Commands commands(Deployable deployable) {
        return new ProcessCommands(
                ledger,
                Path.of(deployable.directory()),
                deployable.environment().redactor()::redact);
    }
}
