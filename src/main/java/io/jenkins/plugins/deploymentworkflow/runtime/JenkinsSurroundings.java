package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.EnvVars;
import hudson.model.Computer;
import io.jenkins.plugins.deploymentworkflow.command.Commands;
import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.operation.Deployable;
import io.jenkins.plugins.deploymentworkflow.operation.Surroundings;
import io.jenkins.plugins.deploymentworkflow.operation.Targets;
import io.jenkins.plugins.deploymentworkflow.rollout.Checks;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetLocator;
import io.jenkins.plugins.deploymentworkflow.verification.CheckContext;
import io.jenkins.plugins.deploymentworkflow.verification.Probes;
import io.jenkins.plugins.deploymentworkflow.verification.SmokeTests;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a step finds around it: commands run on its agent; requests of smoke tests, and to a local fleet, come from the
 * controller. A local fleet must run already: nothing that Jenkins starts outlives it.
 */
public final class JenkinsSurroundings implements Surroundings {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String deployment;
    private final Workplace workplace;
    private final KeptCommands kept;
    private final Targets targets = new Targets(
            FleetLocator.of(EnvVars.masterEnvVars, Path.of(System.getProperty("user.home"))), Optional.empty(), HTTP);

    public JenkinsSurroundings(String deployment, Workplace workplace, KeptCommands kept) {
        this.deployment = deployment;
        this.workplace = workplace;
        this.kept = kept;
    }

    @Override
    public Target target(Deployable deployable, List<Event> soFar) {
        Ledgers.get().keepOut(deployment, deployable.environment().redactor());
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
        return new SmokeTests(checks, context, commands(deployable), new Probes(Computer.threadPoolForRemoting));
    }

    @Override
    public Optional<String> environmentFile(String directory, String file) {
        try {
            return workplace.use((at, launcher) -> new AgentFiles(at).text(file));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Commands commands(Deployable deployable) {
        Workplace at = new EnvironmentWorkplace(
                workplace, deployable.application(), deployable.environment().name());
        return new AgentCommands(
                at, kept, deployable.environment().redactor()::redact, Computer.threadPoolForRemoting);
    }
}
