package io.jenkins.plugins.deploymentworkflow.global;

import hudson.Extension;
import hudson.model.Job;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** Gives what is configured for an environment to what no build carries out. */
@Extension
public class BoundToEnvironments implements KnownEnvironments {
    private static final Pattern ADDRESS = Pattern.compile("(?:^|/)((?:job/[^/?#]+/)+)\\d+/?$");

    @Override
    public Bindings bindings(String application, String environment, String build) throws IOException {
        try {
            return BoundVariables.of(application, environment, job(build), used -> {});
        } catch (Refused e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The job of a build; null when there is none any more. */
    static Job<?, ?> job(String build) {
        Matcher matcher = ADDRESS.matcher(build == null ? "" : build);
        if (!matcher.find()) {
            return null;
        }
        String path = matcher.group(1).replaceFirst("^job/", "").replaceFirst("/$", "");
        String name = Arrays.stream(path.split("/job/"))
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .collect(Collectors.joining("/"));
        return Jenkins.get().getItemByFullName(name, Job.class);
    }
}
