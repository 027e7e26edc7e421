package io.jenkins.plugins.deploymentworkflow.verification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Check;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.X509ExtendedTrustManager;

/** Runs smoke tests as the engine does: starts them, and polls until they have ended. */
final class Verification implements AutoCloseable {
    static final String SECRET = "s3cr3t-of-the-test";

    private static final CheckContext CONTEXT = new CheckContext(
            Map.of("environment", "staging", "application", "storefront"),
            Map.of("TOKEN", SECRET),
            text -> text.replace("${TOKEN}", SECRET),
            text -> text.replace(SECRET, "****"));

    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final ShellCommands commands = new ShellCommands();
    private final Probes probes;
    private int runs;

    Verification() {
        this(Probes.certificateAuthorities(null), System::nanoTime);
    }

    Verification(X509ExtendedTrustManager trust, LongSupplier nanoTime) {
        probes = new Probes(executor, trust, nanoTime);
    }

    SmokeTests of(SmokeTestSettings... tests) {
        return new SmokeTests(List.of(tests), CONTEXT, commands, probes);
    }

    ShellCommands commands() {
        return commands;
    }

    static Action.Verify verify(Duration timeout, SmokeTestSettings... tests) {
        return new Action.Verify(
                "1.4.0", List.of(tests).stream().map(SmokeTestSettings::name).toList(), timeout);
    }

    /** What the tests found, in their order. */
    List<Check> run(SmokeTestSettings... settings) {
        SmokeTests tests = of(settings);
        String handle = "d1/f0/" + runs++ + "/0";
        Action.Verify action = verify(Duration.ofDays(10_000), settings);
        tests.start(handle, action);
        await().atMost(30, TimeUnit.SECONDS)
                .pollInterval(5, TimeUnit.MILLISECONDS)
                .until(() -> !(tests.poll(handle, action) instanceof Progress.Running));
        List<Check> results = tests.results(handle);
        assertEquals(
                results.stream().allMatch(Check::passed), tests.poll(handle, action) instanceof Progress.Done);
        return results;
    }

    void passes(SmokeTestSettings.Probe probe) {
        Check check = run(test(probe)).get(0);
        assertTrue(check.passed(), check.message());
        assertEquals("", check.message());
    }

    /** The message of the failure. */
    String fails(SmokeTestSettings.Probe probe) {
        Check check = run(test(probe)).get(0);
        assertFalse(check.passed());
        assertFalse(check.message().contains(SECRET), "a secret is shown");
        return check.message();
    }

    static SmokeTestSettings test(SmokeTestSettings.Probe probe) {
        return new SmokeTestSettings("the test", probe, 0, Duration.ZERO, Duration.ofDays(10_000));
    }

    static UnaryOperator<String> redact() {
        return CONTEXT.redact();
    }

    @Override
    public void close() {
        commands.close();
        executor.shutdownNow();
    }
}
