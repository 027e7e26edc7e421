package io.jenkins.plugins.deploymentworkflow.verification;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings.Probe;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Holds an answer against what is expected of it. */
final class HttpExpectation {
    private static final int SHOWN = 200;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Probe.Http expected;
    private final UnaryOperator<String> redact;

    /** @param expected texts filled in */
    HttpExpectation(Probe.Http expected, UnaryOperator<String> redact) {
        this.expected = expected;
        this.redact = redact;
    }

    /** {@code status 200 within 2s}. */
    String statusAndTime() {
        return "status " + (expected.status().isPresent() ? expected.status().getAsInt() : "2xx")
                + expected.within().map(d -> " within " + Durations.format(d)).orElse("");
    }

    /** What is not as expected, in words; empty when all is. */
    List<String> problems(HttpAnswer answer) {
        List<String> problems = new ArrayList<>();
        boolean late =
                expected.within().filter(d -> answer.elapsed().compareTo(d) > 0).isPresent();
        if (!statusMatches(answer.status()) || late) {
            problems.add("expected " + statusAndTime() + ", found " + answer.status() + location(answer) + " "
                    + ProbeResult.after(answer.elapsed()) + ": " + excerpt(answer.body()));
        }
        expected.headers().forEach((name, value) -> header(answer, name, value, problems));
        expected.contains()
                .filter(text -> !answer.body().contains(text))
                .ifPresent(text -> problems.add("expected '" + text + "' in the body" + beginning(answer) + ", found "
                        + excerpt(answer.body())));
        if (!expected.json().isEmpty()) {
            json(answer, problems);
        }
        return problems;
    }

    boolean statusMatches(int status) {
        return expected.status().isPresent() ? expected.status().getAsInt() == status : status / 100 == 2;
    }

    private static String location(HttpAnswer answer) {
        List<String> locations = answer.headers().getOrDefault("Location", List.of());
        return answer.status() / 100 == 3 && !locations.isEmpty() ? " to " + locations.get(0) : "";
    }

    private static void header(HttpAnswer answer, String name, String value, List<String> problems) {
        List<String> found = answer.headers().getOrDefault(name, List.of());
        if (!found.contains(value)) {
            problems.add("expected the header " + name + ": " + value + ", found "
                    + (found.isEmpty() ? "none of that name" : String.join(", ", found)));
        }
    }

    private void json(HttpAnswer answer, List<String> problems) {
        JsonNode body;
        try {
            body = JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            problems.add("expected JSON in the body" + beginning(answer) + ", found " + excerpt(answer.body()));
            return;
        }
        for (Map.Entry<String, String> value : expected.json().entrySet()) {
            JsonNode found = body.at(JsonPointer.compile(value.getKey()));
            String text = found.isValueNode() ? found.asText() : found.toString();
            if (found.isMissingNode() || !text.equals(value.getValue())) {
                problems.add("expected " + value.getValue() + " at " + value.getKey() + " of the body, found "
                        + (found.isMissingNode() ? "nothing there" : excerpt(text)));
            }
        }
    }

    private static String beginning(HttpAnswer answer) {
        return answer.cut() ? "'s first MiB" : "";
    }

    /** Without secrets before it is cut, so that no part of one is left. */
    private String excerpt(String body) {
        String line = redact.apply(body).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.isEmpty() ? "an empty body" : line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }
}
