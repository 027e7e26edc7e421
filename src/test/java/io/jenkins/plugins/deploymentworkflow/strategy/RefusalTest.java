package io.jenkins.plugins.deploymentworkflow.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static final Strategy BLUE_GREEN = new BlueGreen(Duration.ZERO);
    private static final Strategy CANARY =
            new Canary(List.of(Share.ofPercent(5), Share.FULL), Duration.ofMinutes(5), Optional.empty(), Duration.ZERO);
    private static final Strategy ROLLING = new Rolling(IntOrPercent.percent(25), IntOrPercent.count(0), Duration.ZERO);
    private static final Fleet FLEET = FleetText.parse("2: 1.0 hh 100%");

    @Test
    void aTargetWithoutRoutingCanDoNoCanaryAndNoBlueGreen() {
        EnumSet<Capability> scripted = EnumSet.of(Capability.WHOLE);
        assertTrue(refused(CANARY, scripted, FLEET).contains("needs a router that divides traffic by weight"));
        assertTrue(refused(BLUE_GREEN, scripted, FLEET).contains("runs the new version whole beside the old one"));
        assertTrue(refused(ROLLING, scripted, FLEET).contains("replaces instances one by one"));
    }

    @Test
    void aRefusalSaysWhatTheTargetOffersAndWhatToDo() {
        String message = refused(CANARY, EnumSet.of(Capability.WHOLE), FLEET);
        assertEquals(
                "strategy canary cannot be used here: it needs a router that divides traffic by weight; the target"
                        + " offers only [WHOLE]. Choose another strategy or another target.",
                message);
    }

    @Test
    void aFixedFleetCanOnlyRoll() {
        EnumSet<Capability> fixed = EnumSet.of(Capability.INSTANCES, Capability.WEIGHTS);
        assertTrue(refused(BLUE_GREEN, fixed, FLEET).startsWith("strategy blue-green cannot be used here"));
        assertTrue(refused(CANARY, fixed, FLEET).startsWith("strategy canary cannot be used here"));
        ROLLING.plan(request(fixed, FleetText.onMachines("2: 1.0 hh 100%")));
    }

    @Test
    void aFleetOfNoneIsRefusedByEveryStrategy() {
        Fleet none = FleetText.parse("0:");
        for (Strategy strategy : List.of(BLUE_GREEN, CANARY, ROLLING, new Rollback(IntOrPercent.percent(100)))) {
            assertTrue(refused(strategy, EnumSet.allOf(Capability.class), none)
                    .contains("the fleet is to have 0 instances, expected 1 or more"));
        }
    }

    @Test
    void stepsThatDoNotRiseToEverythingAreRefused() {
        for (List<Share> steps : List.of(
                List.<Share>of(),
                List.of(Share.ofPercent(5)),
                List.of(Share.ZERO, Share.FULL),
                List.of(Share.ofPercent(50), Share.ofPercent(50), Share.FULL),
                List.of(Share.ofPercent(50), Share.ofPercent(25), Share.FULL))) {
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> new Canary(steps, Duration.ofMinutes(5), Optional.empty(), Duration.ZERO));
            assertTrue(refused.getMessage().endsWith("found " + steps), refused.getMessage());
        }
    }

    private static String refused(Strategy strategy, EnumSet<Capability> can, Fleet fleet) {
        return assertThrows(PlanRefused.class, () -> strategy.plan(request(can, fleet)))
                .getMessage();
    }

    private static PlanRequest request(EnumSet<Capability> can, Fleet fleet) {
        return new PlanRequest("2.0", fleet, can, Plans.bounds(Duration.ZERO));
    }
}
