package io.jenkins.plugins.deploymentworkflow.target.script;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.util.Map;
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
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+-]{0,199}");

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
        ScriptReport report =
                line.startsWith("{") ? json(line) : new ScriptReport(Map.of(version(line, line), Share.FULL));
        report.versions().forEach((version, share) -> {
            version(version, line);
            if (share == null) {
                throw unexpected(line, "'" + version + "' has no share");
            }
        });
        int sum = report.versions().values().stream().mapToInt(Share::basisPoints).sum();
        if (sum != Share.FULL.basisPoints() && !report.versions().isEmpty()) {
            throw unexpected(line, "the shares add up to " + sum / 100.0 + "%, not to 100%");
        }
        return report;
    }

    private static ScriptReport json(String line) {
        try {
            return JSON.readValue(line, ScriptReport.class);
        } catch (JsonProcessingException e) {
            throw unexpected(line, e.getOriginalMessage());
        }
    }

    private static String version(String version, String line) {
        if (!VERSION.matcher(version).matches()) {
            throw unexpected(line, "'" + version + "' is no version");
        }
        return version;
    }

    private static TargetException unexpected(String line, String why) {
        return new TargetException("deployment.target.script.observe: expected its last line to be a version or"
                + " {\"versions\":{\"1.2.0\":\"100%\"}}, found '" + line + "': " + why);
    }
}
