package io.jenkins.plugins.deploymentworkflow.analysis;

import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.NoData;
import java.time.Duration;
import java.util.List;

/** Judges a version from samples; a pure function, so that yesterday's samples give yesterday's verdict. */
public interface Gate {
    /** Stable name for verdicts: {@code traffic.errorRate}, … */
    String name();

    /** What it means that there is no data when time is up. */
    NoData noData();

    /** How far back it looks. */
    Duration window();

    /**
     * The verdict on the newest samples.
     *
     * @param samples oldest first
     * @param last whether this is the last look: then too little data is {@link Verdict.State#NO_DATA}, before it is
     *     {@link Verdict.State#PENDING}
     */
    Verdict judge(String version, List<Sample> samples, boolean last);
}
