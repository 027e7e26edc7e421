package io.jenkins.plugins.deploymentworkflow.verification;

import io.jenkins.plugins.deploymentworkflow.command.Commands;
import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings;
import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings.Probe;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Check;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.rollout.Checks;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/**
 * Performs {@link Action.Verify} with the smoke tests of an environment file. After a restart nothing is known of what
 * an earlier process had begun, and the tests are run again.
 */
public final class SmokeTests implements Checks {
    /** How many tests of an action run at once. */
    public static final int AT_ONCE = 8;

    private final Map<String, SmokeTestSettings> tests = new LinkedHashMap<>();
    private final CheckContext context;
    private final Commands commands;
    private final Probes probes;
    private final ConcurrentMap<String, CheckRun> runs = new ConcurrentHashMap<>();

    /** @param commands where the tests' commands run */
    public SmokeTests(List<SmokeTestSettings> tests, CheckContext context, Commands commands, Probes probes) {
        tests.forEach(test -> this.tests.put(test.name(), test));
        this.context = context;
        this.commands = commands;
        this.probes = probes;
    }

    /** @throws IllegalArgumentException when it is no {@link Action.Verify} */
    @Override
    public void start(String handle, Action action) {
        if (!(action instanceof Action.Verify verify)) {
            throw new IllegalArgumentException("expected checks to run, found: " + action.name());
        }
        CheckRun run = runs.computeIfAbsent(handle, key -> run(key, verify));
        run.advance(probes.nanoTime());
    }

    private CheckRun run(String handle, Action.Verify verify) {
        CheckContext filled = context.with(verify.version());
        List<RunningCheck> checks = new ArrayList<>();
        for (String name : verify.checks()) {
            SmokeTestSettings test = tests.get(name);
            String prefix = handle + "/check-" + checks.size() + "/";
            checks.add(
                    test == null
                            ? missing(name, "there is no smoke test of this name; there are: " + tests.keySet())
                            : new RunningCheck(
                                    test, n -> probes.begin(prefix + n, test, filled, commands), filled.redact()));
        }
        if (checks.isEmpty()) {
            checks.add(missing("smoke tests", "expected at least one to run, found none"));
        }
        return new CheckRun(checks, AT_ONCE, verify.timeout(), probes.nanoTime());
    }

    private static RunningCheck missing(String name, String reason) {
        SmokeTestSettings nothing =
                new SmokeTestSettings(name, new Probe.Command(""), 0, Duration.ZERO, Duration.ofSeconds(1));
        return new RunningCheck(
                nothing,
                n -> {
                    throw new IllegalArgumentException(reason);
                },
                UnaryOperator.identity());
    }

    @Override
    public Progress poll(String handle, Action action) {
        CheckRun run = runs.get(handle);
        return run == null ? new Progress.Unknown() : run.advance(probes.nanoTime());
    }

    @Override
    public void cancel(String handle) {
        CheckRun run = runs.get(handle);
        if (run != null) {
            run.stop("stopped before it ended", probes.nanoTime());
        }
    }

    @Override
    public List<Check> results(String handle) {
        CheckRun run = runs.get(handle);
        return run == null ? List.of() : run.results();
    }
}
