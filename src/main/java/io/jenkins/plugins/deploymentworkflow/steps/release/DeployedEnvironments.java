package io.jenkins.plugins.deploymentworkflow.steps.release;

import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.deploymentworkflow.global.BuildRights;
import io.jenkins.plugins.deploymentworkflow.ledger.Deployment;
import io.jenkins.plugins.deploymentworkflow.ledger.History;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.release.notes.Serving;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import io.jenkins.plugins.deploymentworkflow.ui.BuildAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/**
 * The environments that a build may know of, by this controller's ledgers: those of its own job, and of other jobs as far
 * as {@link BuildRights#mayKnow} says. Of others it is not even told that they are there.
 */
final class DeployedEnvironments {
    private final Run<?, ?> build;
    private final Authentication runsAs;

    DeployedEnvironments(Run<?, ?> build, Authentication runsAs) {
        this.build = build;
        this.runsAs = runsAs;
    }

    /**
     * What serves in one; reads its whole ledger.
     *
     * @param application empty for the one that this job has deployed there, else the only one that it may know of
     * @throws Refused when nothing is known to, or it is not known which one is meant
     */
    Serving serving(String environment, String application) {
        LedgerStore ledgers = Ledgers.get().store();
        TreeMap<String, History> known = new TreeMap<>();
        TreeMap<String, History> own = new TreeMap<>();
        for (LedgerStore.Key key : ledgers.environments()) {
            if (key.environment().equals(environment)
                    && (application.isEmpty() || key.application().equals(application))) {
                History history = History.of(
                        ledgers.ledger(key.application(), environment).after(0));
                Set<String> jobs = jobs(history);
                if (jobs.contains(build.getParent().getFullName())) {
                    own.put(key.application(), history);
                }
                if (jobs.stream().anyMatch(this::mayKnow)) {
                    known.put(key.application(), history);
                }
            }
        }
        TreeMap<String, History> meant = own.size() == 1 ? own : known;
        if (meant.size() != 1) {
            throw new Refused(
                    meant.isEmpty()
                            ? Messages.DeployedEnvironments_none(environment)
                            : Messages.DeployedEnvironments_several(environment, String.join(", ", meant.keySet())));
        }
        return Serving.of(environment, meant.firstEntry().getValue())
                .orElseThrow(() -> new Refused(Messages.DeployedEnvironments_unknown(environment)));
    }

    private static Set<String> jobs(History history) {
        List<Deployment> operations = history.operations();
        return operations.stream()
                .flatMap(one -> BuildAddress.job(one.started().origin().build()).stream())
                .collect(Collectors.toSet());
    }

    private boolean mayKnow(String name) {
        if (name.equals(build.getParent().getFullName())) {
            return true;
        }
        try (ACLContext asItself = ACL.as2(ACL.SYSTEM2)) {
            return Optional.ofNullable(Jenkins.get().getItemByFullName(name, Job.class))
                    .filter(job -> BuildRights.mayKnow(build, runsAs, job))
                    .isPresent();
        }
    }
}
