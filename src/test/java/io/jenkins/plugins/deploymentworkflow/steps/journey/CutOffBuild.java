package io.jenkins.plugins.deploymentworkflow.steps.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.deploymentworkflow.freestyle.PromoteBuilder;
import io.jenkins.plugins.deploymentworkflow.freestyle.SmokeTestBuilder;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.runtime.Caretaker;
import io.jenkins.plugins.deploymentworkflow.steps.PromoteStep;
import io.jenkins.plugins.deploymentworkflow.steps.Shop;
import io.jenkins.plugins.deploymentworkflow.steps.SmokeTestStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A freestyle build does not survive a restart. What it was doing is brought to an end: a promotion is taken back, smoke
 * tests are stopped.
 */
record CutOffBuild(boolean promotes) implements Journey {
    private static final Duration LONG = Duration.ofMinutes(2);

    @Override
    public String name() {
        return promotes ? "freestyle" : "freestyle-checks";
    }

    @Override
    public void begin(JenkinsRule jenkins, Path holds) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject(name());
        String ended = "trap 'touch " + holds + "/ended; exit 1' TERM; while true; do sleep 0.2; done";
        write(
                jenkins,
                Shop.patient(Shop.environment("production", "10m"))
                        .replace("./shop.sh smoke", promotes ? "./shop.sh smoke" : "./shop.sh smoke; " + ended));
        Files.createDirectories(holds);
        if (promotes) {
            job.getBuildersList()
                    .addAll(List.of(
                            new PromoteBuilder(new PromoteStep("1.0.0")),
                            new PromoteBuilder(new PromoteStep("1.1.0"))));
        } else {
            job.getBuildersList().add(new SmokeTestBuilder(new SmokeTestStep("production")));
        }
        job.scheduleBuild2(0).waitForStart();
    }

    @Override
    public boolean isThere(JenkinsRule jenkins) throws Exception {
        return promotes
                ? calls(jenkins).contains("route 1.1.0 25")
                : calls(jenkins).contains("smoke") && kept(jenkins) == 1;
    }

    @Override
    public void end(JenkinsRule jenkins, Path holds) throws Exception {
        Awaitility.await(name()).atMost(LONG).untilAsserted(() -> {
            List<Event> events = events();
            Event last = events.get(events.size() - 1);
            assertEquals(Event.Outcome.ABORTED, last instanceof Event.Ended ended ? ended.outcome() : null);
        });
        if (!promotes) {
            Awaitility.await(name()).atMost(LONG).until(() -> Files.exists(holds.resolve("ended")));
        }
        Awaitility.await(name()).atMost(LONG).until(() -> kept(jenkins) == 0);
        if (promotes) {
            assertOnce(jenkins, "rollback 1.0.0");
            Event.Requested request = events().stream()
                    .filter(Event.Requested.class::isInstance)
                    .map(Event.Requested.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertEquals("Jenkins", request.by());
            assertEquals("its build is over", request.reason());
        }
        assertEquals(List.of(), Caretaker.get().waiting());
    }
}
