package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings;
import io.jenkins.plugins.deploymentworkflow.fleet.FleetLauncher;
import io.jenkins.plugins.deploymentworkflow.fleet.FleetShutdown;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after the local fleet of an environment, which outlives the commands that use it. */
@Command(
        name = "fleet",
        description = "Starts, stops and shows the local fleet of an environment.",
        mixinStandardHelpOptions = true)
final class FleetCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw Misuse.missingCommand(spec);
    }

    /** Starts it, unless it runs. */
    @Command(
            name = "start",
            description = "Starts the fleet, unless it runs. Deploying does so by itself; Jenkins needs it running.",
            mixinStandardHelpOptions = true)
    int start(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "ENV", arity = "0..1", description = "The environment.") String environment,
            @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Where it serves, instead of ENV.")
                    String listen) {
        if ((environment == null) == (listen == null)) {
            throw new ParameterException(spec.commandLine(), "expected either ENV or --listen HOST:PORT");
        }
        String address = listen == null ? listen(local(common, environment)) : listen;
        return show(common, "running", LocalFleets.start(address));
    }

    /** Stops it with everything that it runs. */
    @Command(name = "stop", description = "Stops the fleet and every instance in it.", mixinStandardHelpOptions = true)
    int stop(@Mixin CommonOptions common, @Parameters(paramLabel = "ENV") String environment) {
        Optional<FleetEndpoint> running = running(local(common, environment));
        running.ifPresent(FleetCommand::shutDown);
        return running.map(endpoint -> show(common, "stopped", endpoint)).orElseGet(() -> none(common));
    }

    /** Says where it listens. */
    @Command(name = "status", description = "Says whether the fleet runs, and where.", mixinStandardHelpOptions = true)
    int status(@Mixin CommonOptions common, @Parameters(paramLabel = "ENV") String environment) {
        return running(local(common, environment))
                .map(endpoint -> show(common, "running", endpoint))
                .orElseGet(() -> none(common));
    }

    private static TargetSettings.Local local(CommonOptions common, String environment) {
        TargetSettings target = Project.environment(environment)
                .resolve(common.variables())
                .settings()
                .requireTarget();
        if (target instanceof TargetSettings.Local local) {
            return local;
        }
        throw new ConfigurationException(new Problem(
                environment, 0, "deployment.target", "expected local, found " + target.kind() + "; it has no fleet"));
    }

    private static String listen(TargetSettings.Local local) {
        return local.listenHost() + ":" + local.listenPort();
    }

    private static Optional<FleetEndpoint> running(TargetSettings.Local local) {
        Path state = LocalFleets.state(listen(local));
        try {
            return FleetLauncher.running(state);
        } catch (IOException e) {
            throw new TargetException("cannot look at the fleet in " + state + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException("interrupted while looking at the fleet in " + state, e);
        }
    }

    private static void shutDown(FleetEndpoint endpoint) {
        try {
            FleetShutdown.of(endpoint);
        } catch (IOException e) {
            throw new TargetException("cannot stop the fleet: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException("interrupted while stopping " + endpoint, e);
        }
    }

    private static int show(CommonOptions common, String state, FleetEndpoint endpoint) {
        if (common.json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("state", state);
            document.put("listen", endpoint.listen());
            document.put("pid", endpoint.pid());
            Output.json(document);
        } else {
            System.out.println("fleet " + state + ": process " + endpoint.pid() + ", http://" + endpoint.listen());
        }
        return Main.DONE;
    }

    private static int none(CommonOptions common) {
        if (common.json()) {
            Output.json(Map.of("state", "stopped"));
        } else {
            System.out.println("no fleet runs");
        }
        return Main.DONE;
    }
}
