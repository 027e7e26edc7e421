package io.jenkins.plugins.deploymentworkflow.steps.journey;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Deployments that are under way at the same time, in every command of every strategy and wherever else a step may
 * stand, so that one restart of the controller meets them all.
 */
public final class Journeys {
    private static final Duration LONG = Duration.ofSeconds(100);

    private Journeys() {}

    static List<Journey> all() {
        List<Journey> all = new ArrayList<>();
        for (String strategy : List.of("blue-green", "canary", "rolling")) {
            all.add(new Journey.Undisturbed(strategy));
            for (String command : List.of("deploy", "verify", "route", "smoke")) {
                all.add(new Journey.HeldPromotion(strategy, command));
            }
        }
        all.add(new Journey.HeldStep("checks", "", "smokeTest(environment: 'production')", "smoke", "smoke"));
        all.add(new Journey.HeldStep(
                "back",
                "promote version: '1.0.0'\npromote version: '1.1.0'\n",
                "rollback(environment: 'production')",
                "rollback {{version}}",
                "rollback 1.0.0"));
        all.add(new CutOffBuild(true));
        all.add(new CutOffBuild(false));
        all.add(new AwaitedApproval(true));
        // Last, for they go by the clock.
        all.add(new Journey.PausingCanary("1.1.0"));
        all.add(new Journey.PausingCanary("1.1.0-bad"));
        all.add(new AwaitedApproval(false));
        return all;
    }

    /** Begins them, and waits until each is where the restart is to meet it. */
    public static void begin(JenkinsRule jenkins, Path holds) throws Exception {
        jenkins.jenkins.setNumExecutors(all().size());
        List<Journey> timed = all().subList(all().size() - 3, all().size());
        List<Journey> patient = all().subList(0, all().size() - 3);
        for (List<Journey> some : List.of(patient, timed)) {
            for (Journey journey : some) {
                journey.begin(jenkins, holds.resolve(journey.name()));
            }
            for (Journey journey : some) {
                await(jenkins, journey);
            }
        }
    }

    private static void await(JenkinsRule jenkins, Journey journey) {
        Awaitility.await(journey.name() + " is under way")
                .atMost(LONG)
                .until(() -> journey.isThere(jenkins));
    }

    /** Lets them go on, and sees each to its end. */
    public static void end(JenkinsRule jenkins, Path holds) throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        for (Journey journey : all()) {
            journey.goOn(jenkins, holds.resolve(journey.name()));
        }
        for (Journey journey : all()) {
            journey.end(jenkins, holds.resolve(journey.name()));
        }
    }
}
