package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.analysis.Gate;
import io.jenkins.plugins.deploymentworkflow.analysis.Sample;
import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.NoData;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A gate that fails now and then, by chance from a seed and the newest sample: the same each time it is asked. */
record MoodyGate(long seed, NoData noData) implements Gate {
    @Override
    public String name() {
        return "moody";
    }

    @Override
    public Duration window() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Verdict judge(String version, List<Sample> samples, boolean last) {
        long time = samples.isEmpty() ? 0 : samples.get(samples.size() - 1).at().toEpochMilli();
        int mood = new Random(seed ^ time * 0x9E3779B97F4A7C15L).nextInt(30);
        Verdict.State state = mood == 0
                ? Verdict.State.FAIL
                : mood < 4 ? last ? Verdict.State.NO_DATA : Verdict.State.PENDING : Verdict.State.PASS;
        Verdict.Severity severity = (seed & 1) == 0 ? Verdict.Severity.CRITICAL : Verdict.Severity.WARNING;
        return new Verdict("moody", state, severity, version, "" + mood, "= 0", 1, window(), "now and then");
    }
}
