package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionList;

/** Whether the build that began a deployment goes on. */
final class Builds {
    private static final Logger LOGGER = Logger.getLogger(Builds.class.getName());
    private static final Pattern ADDRESS = Pattern.compile("(?:^|/)((?:job/[^/?#]+/)+)(\\d{1,9})/?$");

    private Builds() {}

    /** Whether this controller began it, as far as the address of its build tells. */
    static boolean ownController(Event.Origin origin) {
        String root = Jenkins.get().getRootUrl();
        boolean elsewhere = origin.build().contains("://") && root != null && !origin.build().startsWith(root);
        return "jenkins".equals(origin.source()) && !elsewhere;
    }

    /**
     * What has become of the build: {@code is over}, {@code was deleted}; empty while it goes on, under whatever name.
     *
     * @param startedAt when the deployment began: a build that began later is another one that has its number
     */
    static Optional<String> end(Event.Started started, Instant startedAt) {
        Optional<Run<?, ?>> build = find(started.origin().build())
                .filter(run -> run.getStartTimeInMillis() <= startedAt.toEpochMilli());
        boolean goesOn = build.isPresent() && build.get().isBuilding() || isRunningPipelines(started.deployment());
        if (goesOn) {
            return Optional.empty();
        }
        return Optional.of(build.isPresent() ? "is over" : "was deleted");
    }

    private static Optional<Run<?, ?>> find(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String name = Arrays.stream(matcher.group(1).replaceFirst("^job/", "").replaceFirst("/$", "").split("/job/"))
                .map(Builds::decoded)
                .collect(Collectors.joining("/"));
        Job<?, ?> job = Jenkins.get().getItemByFullName(name, Job.class);
        return job == null
                ? Optional.empty()
                : Optional.ofNullable(job.getBuildByNumber(Integer.parseInt(matcher.group(2))));
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** A job may have been renamed; its Pipeline goes on, and so does what it began. */
    private static boolean isRunningPipelines(String deployment) {
        for (FlowExecution execution : FlowExecutionList.get()) {
            try {
                if (execution.getOwner().getExecutable() instanceof Run<?, ?> run
                        && run.isBuilding()
                        && run.getActions(HasDeployments.class).stream().anyMatch(names -> names.has(deployment))) {
                    return true;
                }
            } catch (IOException e) {
                LOGGER.log(Level.FINE, e, () -> "cannot say which build " + execution + " is of");
            }
        }
        return false;
    }
}
