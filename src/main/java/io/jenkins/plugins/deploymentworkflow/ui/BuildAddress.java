package io.jenkins.plugins.deploymentworkflow.ui;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A build by its address in the ledger, {@code https://ci.example/job/shop/job/main/12/} or the same from the
 * controller's root on. An address is only ever read: links are made from the job that it names.
 *
 * @param job full name
 * @param number of the build
 */
public record BuildAddress(String job, int number) {
    private static final Pattern JOBS = Pattern.compile("(?:^|/)((?:job/[^/?#]+/)+)");
    private static final Pattern NUMBER = Pattern.compile("/([0-9]{1,9})/?$");

    /** Empty when it is no build of a job. */
    static Optional<BuildAddress> of(String build) {
        Matcher number = NUMBER.matcher(build);
        return number.find()
                ? job(build).map(job -> new BuildAddress(job, Integer.parseInt(number.group(1))))
                : Optional.empty();
    }

    /** The full name of the job in an address; empty when there is none. */
    public static Optional<String> job(String address) {
        Matcher jobs = JOBS.matcher(address);
        if (!jobs.find()) {
            return Optional.empty();
        }
        String[] segments = jobs.group(1).split("/");
        StringBuilder name = new StringBuilder();
        for (int i = 1; i < segments.length; i += 2) {
            name.append(i == 1 ? "" : "/").append(decoded(segments[i]));
        }
        return Optional.of(name.toString());
    }

    /** A plus sign stands for itself in a path. */
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
