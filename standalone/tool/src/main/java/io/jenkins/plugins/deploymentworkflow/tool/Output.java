package io.jenkins.plugins.deploymentworkflow.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the tool prints: one JSON document or text on standard output, errors on standard error. */
final class Output {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Output() {}

    static void json(Object document) {
        try {
            System.out.println(JSON.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + document, e);
        }
    }

    static void error(boolean json, String outcome, String message) {
        System.err.println("error: " + message);
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("outcome", outcome);
            document.put("errors", List.of(Map.of("message", message)));
            json(document);
        }
    }

    static void problems(boolean json, ConfigurationException wrong) {
        wrong.problems().forEach(problem -> System.err.println("error: " + problem));
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("outcome", "invalid");
            document.put("errors", wrong.problems());
            json(document);
        }
    }

    /** Failures of the world around, whose message says everything; anything else is a bug of ours. */
    static boolean isExpected(Exception e) {
        return e instanceof LedgerException || e instanceof TargetException || e instanceof UncheckedIOException;
    }
}
