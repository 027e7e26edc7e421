package io.jenkins.plugins.deploymentworkflow.verification;

import io.jenkins.plugins.deploymentworkflow.command.CommandStatus;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/**
 * Performs {@link Action.Verify} with the smoke tests of an environment file. After a restart the commands that an earlier
 * process had begun are found again; other tests, which only look, are run again.
 */
public final class SmokeTests implements Checks {
    /** How many tests of an action run at once. */
    public static final int AT_ONCE = 8;

    private static final String STOPPED = "stopped before it ended";

    private final Map<String, SmokeTestSettings> tests = new LinkedHashMap<>();
    private final CheckContext context;
    private final Commands commands;
    private final Probes probes;
    private final ConcurrentMap<String, CheckRun> runs = new ConcurrentHashMap<>();
    /** What was to be stopped before this process knew anything of it. */
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();

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
        CheckRun run = runs.computeIfAbsent(handle, key -> run(checks(key, verify), verify));
        run.advance(probes.nanoTime());
    }

    private CheckRun run(List<RunningCheck> checks, Action.Verify verify) {
        return new CheckRun(checks, AT_ONCE, verify.timeout(), probes.nanoTime());
    }

    private List<RunningCheck> checks(String handle, Action.Verify verify) {
        CheckContext filled = context.with(verify.version());
        List<RunningCheck> checks = new ArrayList<>();
        for (String name : verify.checks()) {
            SmokeTestSettings test = tests.get(name);
            String prefix = handle + "/check-" + checks.size() + "/";
            checks.add(
                    test == null
                            ? missing(name, "there is no smoke test of this name; there are: " + tests.keySet())
                            : new RunningCheck(
                                    test,
                                    n -> probes.begin(prefix + n, test, filled, commands),
                                    n -> isKnown(prefix + n, test),
                                    filled.redact()));
        }
        if (checks.isEmpty()) {
            checks.add(missing("smoke tests", "expected at least one to run, found none"));
        }
        return checks;
    }

    private boolean isKnown(String handle, SmokeTestSettings test) {
        return test.probe() instanceof Probe.Command && !(commands.poll(handle) instanceof CommandStatus.Unknown);
    }

    private static RunningCheck missing(String name, String reason) {
        SmokeTestSettings nothing =
                new SmokeTestSettings(name, new Probe.Command(""), 0, Duration.ZERO, Duration.ofSeconds(1));
        return new RunningCheck(
                nothing,
                n -> {
                    throw new IllegalArgumentException(reason);
                },
                n -> false,
                UnaryOperator.identity());
    }

    @Override
    public Progress poll(String handle, Action action) {
        CheckRun run = runs.get(handle);
        if (run == null && action instanceof Action.Verify verify) {
            run = takenUp(handle, verify);
        }
        return run == null ? new Progress.Unknown() : run.advance(probes.nanoTime());
    }

    /** The run that an earlier process began, when a command of it is found again; otherwise null. */
    private CheckRun takenUp(String handle, Action.Verify verify) {
        List<RunningCheck> checks = checks(handle, verify);
        if (checks.stream().filter(check -> check.takeUp(probes.nanoTime())).count() == 0) {
            return null;
        }
        CheckRun run = run(checks, verify);
        if (cancelled.contains(handle)) {
            run.stop(STOPPED, probes.nanoTime());
        }
        runs.put(handle, run);
        return run;
    }

    @Override
    public void cancel(String handle) {
        CheckRun run = runs.get(handle);
        if (run == null) {
            cancelled.add(handle);
        } else {
            run.stop(STOPPED, probes.nanoTime());
        }
    }

    @Override
    public List<Check> results(String handle) {
        CheckRun run = runs.get(handle);
        return run == null ? List.of() : run.results();
    }
}
