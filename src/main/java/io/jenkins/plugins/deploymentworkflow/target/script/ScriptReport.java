package io.jenkins.plugins.deploymentworkflow.target.script;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an {@code observe} command prints as its last line: the share of each version, {@code {"versions": {"1.2.0":
 * "100%"}}}, or the one version that serves, or nothing when none does.
 */
record ScriptReport(@JsonProperty(required = true) Map<String, Share> versions) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern VERSION = Pattern.compile("v?(?<version>[0-9][0-9A-Za-z.+-]{0,199})");

    /** @throws TargetException when it is something else */
    static ScriptReport of(String output) {
        String line = output.lines()
                .map(String::trim)
                .filter(l -> !l.isEmpty())
                .reduce((first, second) -> second)
                .orElse("");
        if (line.isEmpty()) {
            return new ScriptReport(Map.of());
        }
        Map<String, Share> versions = new TreeMap<>();
        Map<String, Share> found = line.startsWith("{") ? json(line).versions() : Map.of(line, Share.FULL);
        found.forEach((text, share) -> {
            if (share == null) {
                throw unexpected(line, "'" + text + "' has no share");
            }
            versions.put(version(text, line), share);
        });
        int sum = versions.values().stream().mapToInt(Share::basisPoints).sum();
        if (sum != Share.FULL.basisPoints() && !versions.isEmpty()) {
            throw unexpected(line, "the shares add up to " + sum / 100.0 + "%, not to 100%");
        }
        return new ScriptReport(versions);
    }

    private static ScriptReport json(String line) {
        try {
            return JSON.readValue(line, ScriptReport.class);
        } catch (JsonProcessingException e) {
            throw unexpected(line, e.getOriginalMessage());
        }
    }

    /** Without the {@code v} of a tag. */
    private static String version(String text, String line) {
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches()) {
            throw unexpected(line, "'" + text + "' is no version");
        }
        return matcher.group("version");
    }

    private static TargetException unexpected(String line, String why) {
        return new TargetException("deployment.target.script.observe: expected its last line to be a version or"
                + " {\"versions\":{\"1.2.0\":\"100%\"}}, found '" + line + "': " + why);
    }
}
