package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.AbortException;
import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.strategy.PlanRefused;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.io.IOException;
import java.util.Collection;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;

/** Puts into words why something failed, or who wants it to end. */
public final class Reasons {
    private Reasons() {}

    /** Without a stack trace when the message says all there is to say. */
    public static Exception plain(Exception reason) {
        boolean said = reason instanceof IOException
                || reason instanceof ConfigurationException
                || reason instanceof Refused
                || reason instanceof PlanRefused
                || reason instanceof TargetException
                || reason instanceof LedgerException
                || reason instanceof IllegalArgumentException;
        return !said || reason instanceof AbortException ? reason : new AbortException(reason.getMessage());
    }

    /** Who interrupts: a person, or else Jenkins. */
    public static String by(Collection<CauseOfInterruption> causes) {
        return causes.stream()
                .filter(CauseOfInterruption.UserInterruption.class::isInstance)
                .map(cause -> ((CauseOfInterruption.UserInterruption) cause).getUserId())
                .findFirst()
                .orElse("Jenkins");
    }

    /** Why it is interrupted, as Jenkins says it; empty when it does not. */
    public static String words(Collection<CauseOfInterruption> causes) {
        return causes.stream().map(CauseOfInterruption::getShortDescription).collect(Collectors.joining("; "));
    }
}
