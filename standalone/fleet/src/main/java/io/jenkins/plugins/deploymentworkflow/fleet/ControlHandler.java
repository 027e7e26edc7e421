package io.jenkins.plugins.deploymentworkflow.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.deploymentworkflow.target.local.DesiredRequest;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetError;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetJson;
import io.jenkins.plugins.deploymentworkflow.target.local.InstanceRequest;
import io.jenkins.plugins.deploymentworkflow.target.local.ReleaseRequest;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The control port's operations, behind {@link BearerToken}: paths and JSON to calls of the {@link Fleet} and back. */
final class ControlHandler implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(ControlHandler.class.getName());
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,127}");
    private static final TypeReference<Map<String, Integer>> SHARES = new TypeReference<>() {};

    private final Fleet fleet;
    private final Runnable shutdown;
    private final JsonMapper json = FleetJson.strict();

    ControlHandler(Fleet fleet, Runnable shutdown) {
        this.fleet = fleet;
        this.shutdown = shutdown;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        try {
            Optional<Object> answer = answer(exchange);
            send(exchange, answer.isPresent() ? 200 : 202, answer.orElse(Map.of()));
            if (answer.isEmpty()) {
                shutdown.run();
            }
        } catch (Refusal e) {
            send(exchange, e.status(), new FleetError(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, exchange.getRequestMethod() + " " + exchange.getRequestPath(), e);
            send(
                    exchange,
                    500,
                    new FleetError("The fleet failed; its log says why: "
                            + e.getClass().getSimpleName()));
        }
    }

    /** Empty for a shutdown, which is answered before it begins. */
    private Optional<Object> answer(HttpServerExchange exchange) throws IOException {
        List<String> path = Arrays.asList(exchange.getRequestPath().substring(1).split("/", -1));
        String operation = exchange.getRequestMethod() + " "
                + path.stream().limit(2).collect(Collectors.joining("/"))
                + (path.size() > 2 ? "/*" : "")
                + (path.size() > 3 ? "/" + String.join("/", path.subList(3, path.size())) : "");
        return switch (operation) {
            case "GET v1/fleet" -> Optional.of(fleet.status());
            case "PUT v1/releases/*" ->
                Optional.of(fleet.register(name("version", path.get(2)), body(exchange, ReleaseRequest.class)));
            case "PUT v1/desired" ->
                Optional.of(fleet.desire(body(exchange, DesiredRequest.class).instances()));
            case "PUT v1/instances/*" ->
                Optional.of(fleet.run(
                        name("instance", path.get(2)),
                        name("version", body(exchange, InstanceRequest.class).version())));
            case "POST v1/instances/*/drain" -> Optional.of(fleet.drain(name("instance", path.get(2))));
            case "DELETE v1/instances/*" ->
                Optional.of(fleet.remove(
                        name("instance", path.get(2)),
                        Duration.ofMillis(number(exchange, "afterMillis").orElse(0L))));
            case "PUT v1/traffic" ->
                Optional.of(fleet.route(
                        read(exchange, () -> json.readValue(exchange.getInputStream(), SHARES)),
                        number(exchange, "required").map(Math::toIntExact)));
            case "POST v1/shutdown" -> Optional.empty();
            default ->
                throw Refusal.notFound("There is no " + exchange.getRequestMethod() + " "
                        + exchange.getRequestPath()
                        + "; the operations are GET /v1/fleet, PUT /v1/releases/{version}, PUT /v1/desired, PUT and"
                        + " DELETE /v1/instances/{id}, POST /v1/instances/{id}/drain, PUT /v1/traffic, POST"
                        + " /v1/shutdown");
        };
    }

    private <T> T body(HttpServerExchange exchange, Class<T> type) throws IOException {
        return read(exchange, () -> json.readValue(exchange.getInputStream(), type));
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** What the document contains is not repeated in the message: it may hold secrets. */
    private static <T> T read(HttpServerExchange exchange, Reading<T> reading) throws IOException {
        try {
            T read = reading.read();
            if (read == null) {
                throw Refusal.badRequest("Expected a JSON object, found null");
            }
            return read;
        } catch (JsonMappingException e) {
            String where = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            throw Refusal.badRequest("The JSON for " + exchange.getRequestMethod() + " " + exchange.getRequestPath()
                    + " is not what was expected" + (where.isEmpty() ? "" : " at \"" + where + "\"") + ": "
                    + expectation(e));
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("Expected a JSON object, found something malformed at line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr());
        }
    }

    private static String expectation(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown field; known are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .toList();
        }
        if (e instanceof MismatchedInputException mismatch) {
            Class<?> target = mismatch.getTargetType();
            return e.getOriginalMessage().startsWith("Missing required")
                    ? "it is mandatory, and was not found"
                    : "expected " + (target == null ? "another type" : kind(target));
        }
        return "expected no empty value there";
    }

    private static String kind(Class<?> type) {
        if (type == int.class || type == long.class || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        return type == String.class ? "text" : type == Boolean.class ? "true or false" : "a JSON object";
    }

    private static String name(String what, String text) {
        if (text == null || !NAME.matcher(text).matches()) {
            throw Refusal.badRequest(what + ": expected 1 to 128 of the characters A-Z a-z 0-9 . _ + - with a letter or"
                    + " digit first, found \"" + text + "\"");
        }
        return text;
    }

    private static Optional<Long> number(HttpServerExchange exchange, String parameter) {
        Deque<String> values = exchange.getQueryParameters().get(parameter);
        if (values == null) {
            return Optional.empty();
        }
        if (values.size() != 1 || !values.getFirst().matches("[0-9]{1,9}")) {
            throw Refusal.badRequest(
                    "?" + parameter + "=: expected a whole number from 0 to 999999999, found " + values);
        }
        return Optional.of(Long.valueOf(values.getFirst()));
    }

    private void send(HttpServerExchange exchange, int status, Object body) throws IOException {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getOutputStream().write(json.writeValueAsBytes(body));
        exchange.endExchange();
    }
}
