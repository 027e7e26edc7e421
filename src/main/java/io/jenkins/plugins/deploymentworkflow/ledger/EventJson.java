package io.jenkins.plugins.deploymentworkflow.ledger;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import java.io.IOException;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Events as JSON: instants and durations in ISO 8601, shares as percentages, the event's type under {@code type}.
 *
 * <p>Texts pass a last guard against secrets on their way out. Names that deployments are told apart by (application,
 * version, instance, …) do not: they are no secrets, and a mask in them would make two things one.
 */
final class EventJson {
    private static final Set<String> IDENTITIES = Set.of(
            "deployment",
            "operation",
            "application",
            "environment",
            "version",
            "previousVersion",
            "servingVersion",
            "strategy",
            "instances",
            "handle",
            "gate",
            "source",
            "node",
            "commit",
            "branch",
            "sha256",
            "digest",
            "checks",
            "purpose",
            "last",
            "archive");

    private final UnaryOperator<String> redact;
    /** Made when they are first needed: that takes a while, and a controller that starts needs neither. */
    private JsonMapper plain;

    private JsonMapper guarded;

    /** @param redact takes the secrets out of a text */
    EventJson(UnaryOperator<String> redact) {
        this.redact = redact;
    }

    private synchronized JsonMapper plain() {
        if (plain == null) {
            plain = mapper(new SimpleModule());
        }
        return plain;
    }

    private synchronized JsonMapper guarded() {
        if (guarded == null) {
            guarded = mapper(new SimpleModule().addSerializer(new GuardedText(redact)));
        }
        return guarded;
    }

    private static JsonMapper mapper(SimpleModule texts) {
        return JsonMapper.builder()
                .addModules(new JavaTimeModule(), new Jdk8Module(), texts)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
                .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .build();
    }

    /**
     * The event without secrets.
     *
     * @throws LedgerException when it is a plan that holds a secret: without it, another plan would be performed when
     *     the deployment is resumed
     */
    String write(Event event) {
        try {
            String text = guarded().writerFor(Event.class).writeValueAsString(event);
            if (event instanceof Event.Planned planned) {
                refuseSecrets(planned);
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new LedgerException("an event cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private void refuseSecrets(Event.Planned planned) throws JsonProcessingException {
        for (Action action : planned.plan().actions()) {
            String safe = guarded().writerFor(Action.class).writeValueAsString(action);
            if (!safe.equals(plain().writerFor(Action.class).writeValueAsString(action))) {
                throw new LedgerException("a command in the plan of deployment " + planned.deployment()
                        + " holds a secret in plain text, so the plan was not recorded and nothing of it is done: "
                        + safe + "; write ${NAME} in the environment file in place of ****");
            }
        }
    }

    /** The event, {@link Event.Unrecognised} when a newer version wrote it. */
    Event read(JsonNode event) {
        try {
            Event read = plain().treeToValue(event, Event.class);
            if (read != null && read.deployment() != null) {
                return read;
            }
        } catch (JsonProcessingException e) {
            // The chain vouches for the line, so it is not damaged: it says something that only a newer version knows.
        }
        return new Event.Unrecognised(
                event.path("deployment").asText(), event.path("type").asText());
    }

    /** Any JSON document. */
    JsonNode tree(byte[] json, int length) throws IOException {
        return plain().reader().readTree(json, 0, length);
    }

    private static final class GuardedText extends StdSerializer<String> {
        private final UnaryOperator<String> redact;

        GuardedText(UnaryOperator<String> redact) {
            super(String.class);
            this.redact = redact;
        }

        @Override
        public void serialize(String text, JsonGenerator out, SerializerProvider provider) throws IOException {
            var context = out.getOutputContext();
            String name = context.inArray() ? context.getParent().getCurrentName() : context.getCurrentName();
            out.writeString(IDENTITIES.contains(String.valueOf(name)) ? text : redact.apply(text));
        }
    }
}
