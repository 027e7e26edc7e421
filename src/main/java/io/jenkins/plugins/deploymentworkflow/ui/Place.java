package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.AccessControlled;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentPermissions;
import io.jenkins.plugins.deploymentworkflow.ledger.Index;
import io.jenkins.plugins.deploymentworkflow.ledger.Summary;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/** Whose an environment is: of the jobs whose builds deployed to it. */
final class Place {
    private Place() {}

    /**
     * Whether the user may see the environment: one of its jobs, or whatever job it was as an administrator.
     *
     * @param scope full name of a job or folder that one of its jobs must be, or be below; empty for any
     */
    static boolean visible(Index index, String scope) {
        return visibleWithoutHistory(scope)
                || index.sources().stream()
                        .flatMap(source -> BuildAddress.job(source).stream())
                        .filter(job -> within(job, scope))
                        .anyMatch(job -> job(job).filter(Place::mayView).isPresent());
    }

    /** Whether the user may see an environment of which it is not known whose it is. */
    static boolean visibleWithoutHistory(String scope) {
        return scope.isEmpty() && Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    static boolean within(String job, String scope) {
        return scope.isEmpty() || job.equals(scope) || job.startsWith(scope + "/");
    }

    private static boolean mayView(Item item) {
        return item.hasPermission(DeploymentPermissions.VIEW);
    }

    /** The job, when the user may read it. */
    private static Optional<Job<?, ?>> job(String name) {
        try {
            return Optional.ofNullable(Jenkins.get().getItemByFullName(name, Job.class))
                    .map(job -> (Job<?, ?>) job);
        } catch (AccessDeniedException e) {
            return Optional.empty();
        }
    }

    /** The job whose build began the operation, when the user may read it. */
    static Optional<Job<?, ?>> job(Summary operation) {
        return BuildAddress.of(operation.build()).flatMap(build -> job(build.job()));
    }

    /** The build that began the operation, when the user may read it. */
    static Optional<Run<?, ?>> build(Summary operation) {
        return BuildAddress.of(operation.build())
                .flatMap(build -> job(build.job()).map(job -> job.getBuildByNumber(build.number())));
    }

    /**
     * What is asked whether somebody may do something about an operation: its job; where no build began it, the job that
     * deployed there last; Jenkins itself where that is not there, or not for them to read.
     */
    static AccessControlled of(Optional<Summary> operation, Index index) {
        return operation
                .filter(each -> !each.build().isEmpty())
                .or(index::lastOfBuild)
                .flatMap(Place::job)
                .<AccessControlled>map(job -> job)
                .orElseGet(Jenkins::get);
    }

    /** The build's address below the controller's; empty when its job is not to be seen. */
    static String link(Summary operation) {
        return job(operation)
                .map(job -> job.getUrl()
                        + BuildAddress.of(operation.build()).orElseThrow().number() + "/")
                .orElse("");
    }
}
