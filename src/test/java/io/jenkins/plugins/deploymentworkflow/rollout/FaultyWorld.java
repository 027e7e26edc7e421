package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** Surroundings where a number of things go wrong, by chance from a seed, before all is calm. */
final class FaultyWorld implements World {
    private final Random random;
    private final String bad;
    private final Fate badFate;
    private final double badErrors;
    private final double chance;
    private int faults;

    /**
     * @param faults how many things go wrong
     * @param bad the version that is broken for ever, in the way given
     */
    FaultyWorld(Random random, int faults, String bad, Fate badFate, double badErrors) {
        this.random = random;
        this.faults = faults;
        this.bad = bad;
        this.badFate = badFate;
        this.badErrors = badErrors;
        this.chance = 0.05 + random.nextDouble() * 0.3;
    }

    private boolean fault() {
        boolean now = faults > 0 && random.nextDouble() < chance;
        faults -= now ? 1 : 0;
        return now;
    }

    private Duration upTo(long millis) {
        return Duration.ofMillis(random.nextLong(millis));
    }

    @Override
    public Call call() {
        return fault() ? Call.values()[1 + random.nextInt(Call.values().length - 1)] : Call.WORKS;
    }

    @Override
    public Duration callTime() {
        return upTo(1_500);
    }

    @Override
    public Look look() {
        return fault() ? Look.values()[1 + random.nextInt(2)] : Look.WORKS;
    }

    @Override
    public Duration lookTime() {
        return upTo(random.nextInt(5) == 0 ? 1_500 : 100);
    }

    @Override
    public Fate fate(String version) {
        if (version.equals(bad) && badFate != Fate.WELL) {
            return badFate;
        }
        return fault() ? Fate.values()[1 + random.nextInt(2)] : Fate.WELL;
    }

    @Override
    public Duration startTime(String version) {
        return upTo(8_000);
    }

    @Override
    public Optional<Duration> lifeTime(String version) {
        return fault() ? Optional.of(upTo(200_000)) : Optional.empty();
    }

    @Override
    public Duration drainTime() {
        return upTo(fault() ? 60_000 : 4_000);
    }

    @Override
    public double errors(String version, Share share) {
        return version.equals(bad) && share.percent() >= 20 ? badErrors : 0;
    }
}
