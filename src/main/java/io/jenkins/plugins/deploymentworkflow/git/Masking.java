package io.jenkins.plugins.deploymentworkflow.git;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Takes credentials out of texts: what stands before {@code @} in a URL, and secrets that the caller names. */
final class Masking {
    private static final String MASK = "****";

    /** In a URL of HTTP a user alone may be a token; in one of SSH it is no secret without a password. */
    private static final Pattern IN_URL = Pattern.compile(
            "\\b((?i:https?|ftps?)://)[^/\\s'\"]*@|\\b([a-zA-Z][a-zA-Z0-9+.-]*://)[^/\\s'\":@]*:[^/\\s'\"]*@");

    private final List<String> secrets;

    Masking(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return IN_URL.matcher(masked)
                .replaceAll(found -> (found.group(1) == null ? found.group(2) : found.group(1)) + MASK + "@");
    }
}
