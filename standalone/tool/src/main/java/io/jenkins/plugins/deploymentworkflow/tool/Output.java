package io.jenkins.plugins.deploymentworkflow.tool;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.git.GitException;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import io.jenkins.plugins.deploymentworkflow.release.ReleaseRefused;
import io.jenkins.plugins.deploymentworkflow.release.ReleaseStopped;
import io.jenkins.plugins.deploymentworkflow.release.next.ShallowHistory;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What the tool prints: one JSON document or text on standard output, errors on standard error. */
final class Output {
    /** Durations and choices are words of the environment file: {@code 1m30s}, {@code blue-green}. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(
                    new JavaTimeModule(),
                    new Jdk8Module(),
                    new SimpleModule()
                            .addSerializer(new Words<>(Duration.class, Durations::format))
                            .addSerializer(new Words<>(Enum.class, Output::word)))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Output() {}

    /** Written as it is made: notes of a long history are many megabytes. */
    static void json(Object document) {
        try {
            JSON.writeValue(System.out, document);
            System.out.write('\n');
            System.out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    /** What is made to be written to a file is in UTF-8, as RFC 8259 has it for JSON, whatever the terminal is. */
    static void document(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }

    /** @param outcome what became of the command: {@code usage}, {@code invalid}, {@code refused} or {@code failed} */
    static void error(boolean json, String outcome, String message) {
        System.err.println("error: " + message);
        if (json) {
            errors(outcome, List.of(Map.of("message", message)));
        }
    }

    static void problems(boolean json, ConfigurationException wrong) {
        wrong.problems().forEach(problem -> System.err.println("error: " + problem));
        if (json) {
            errors("invalid", wrong.problems());
        }
    }

    /** Each reason by itself. */
    static void refused(boolean json, ReleaseRefused refused) {
        refused.reasons().forEach(reason -> System.err.println("error: " + reason));
        if (json) {
            errors(
                    "invalid",
                    refused.reasons().stream()
                            .map(reason -> Map.of("message", reason))
                            .toList());
        }
    }

    private static void errors(String outcome, List<?> errors) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("outcome", outcome);
        document.put("errors", errors);
        json(document);
    }

    /** Failures of the world around, whose message says everything; anything else is a bug of ours. */
    static boolean isExpected(Exception e) {
        return e instanceof LedgerException
                || e instanceof TargetException
                || e instanceof GitException
                || e instanceof ShallowHistory
                || e instanceof ReleaseStopped
                || e instanceof UncheckedIOException;
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final class Words<T> extends StdSerializer<T> {
        private final transient Function<T, String> words;

        Words(Class<T> type, Function<T, String> words) {
            super(type);
            this.words = words;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(words.apply(value));
        }
    }
}
