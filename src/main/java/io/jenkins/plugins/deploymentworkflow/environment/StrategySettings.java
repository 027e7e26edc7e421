package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which strategy a promotion uses when a run asks for none, and how each of them is tuned.
 *
 * @param use default blue-green
 */
public record StrategySettings(Use use, BlueGreen blueGreen, Canary canary, Rolling rolling) {
    /** What applies when the file has no {@code strategy} and no gate. */
    public static final StrategySettings DEFAULT =
            new StrategySettings(Use.BLUE_GREEN, BlueGreen.DEFAULT, Canary.DEFAULT, Rolling.DEFAULT);

    /** The strategies, in the words users write. */
    public enum Use {
        BLUE_GREEN("blue-green"),
        CANARY("canary"),
        ROLLING("rolling");

        private final String text;

        Use(String text) {
            this.text = text;
        }

        /** As it is written: {@code blue-green}, {@code canary}, {@code rolling}. */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Two sets; the new one gets everything at once, and the old one waits.
     *
     * @param bake how long the new set is watched after the switch before it is accepted; default what
     *     {@code monitoring.bake} says
     * @param keepPrevious how long the previous set is kept running after that, out of service, so that going back is a
     *     switch; default 30 min
     */
    public record BlueGreen(Duration bake, Duration keepPrevious) {
        public static final BlueGreen DEFAULT = new BlueGreen(Duration.ZERO, Duration.ofMinutes(30));
    }

    /**
     * The new version runs beside the old one and is given more traffic step by step.
     *
     * @param steps rising, the last is 100% (added when it was not written, as Spinnaker does); default 5%, 25%, 50%,
     *     100%
     * @param interval how long each step is watched; default 5 min
     * @param replicas instances of the canary; empty, the default, when they {@code match} its share of the traffic
     */
    public record Canary(List<Share> steps, Duration interval, Optional<IntOrPercent> replicas) {
        public static final Canary DEFAULT = new Canary(
                List.of(Share.ofPercent(5), Share.ofPercent(25), Share.ofPercent(50), Share.FULL),
                Duration.ofMinutes(5),
                Optional.empty());
    }

    /**
     * A few instances at a time.
     *
     * @param maxSurge how many more than usual may run; default 25%, as in Kubernetes
     * @param maxUnavailable how many fewer than usual may serve; default 0: no capacity is given up. Never both 0.
     * @param pause between two batches; default 0 s
     */
    public record Rolling(IntOrPercent maxSurge, IntOrPercent maxUnavailable, Duration pause) {
        public static final Rolling DEFAULT =
                new Rolling(IntOrPercent.percent(25), IntOrPercent.count(0), Duration.ZERO);
    }

    /**
     * These settings as one run wants them: from a step ({@code canary(steps: '5%,100%')}) or the command line
     * ({@code --strategy canary}).
     *
     * @param name {@code blue-green}, {@code canary} or {@code rolling}
     * @param options what is to differ, with the keys and the forms of the file; a list may also be a text such as
     *     {@code 5%,25%,100%}
     * @throws ConfigurationException naming each option that is wrong
     */
    public StrategySettings override(String name, Map<String, Object> options) {
        return StrategySection.override(this, name, options);
    }
}
