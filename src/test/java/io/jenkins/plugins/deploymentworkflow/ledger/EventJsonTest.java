package io.jenkins.plugins.deploymentworkflow.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {
    private static final String PASSWORD = "correct-horse-battery";
    private final EventJson json = new EventJson(UnaryOperator.identity());
    private final EventJson masking = new EventJson(text -> text.replace(PASSWORD, "****"));

    static List<Event> everyEvent() {
        return Specimens.events();
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void anEventIsReadAsItWasWritten(Event event) throws IOException {
        assertEquals(event, json.read(tree(json.write(event))));
    }

    @Test
    void everyEventAndActionHasAWordOfItsOwn() {
        assertEquals(
                Arrays.stream(Event.class.getPermittedSubclasses())
                        .filter(type -> type != Event.Unrecognised.class)
                        .collect(Collectors.toSet()),
                words(Event.class));
        assertEquals(Set.of(Action.class.getPermittedSubclasses()), words(Action.class));
    }

    private static Set<Class<?>> words(Class<?> type) {
        return Arrays.stream(type.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::value)
                .collect(Collectors.toSet());
    }

    @Test
    void timesSharesAndTypesAreWrittenAsPeopleReadThem() throws IOException {
        Plan plan = new Plan(
                "canary",
                "1.1.0",
                "1.0.0",
                2,
                List.of(new Action.Analyse(
                        "1.1.0", Share.ofPercent(12.5), Duration.ofMinutes(5), Duration.ofHours(1))));
        JsonNode written = tree(json.write(new Event.Planned("d1", Event.Phase.FORWARD, 0, plan)));
        assertEquals("planned", written.path("type").asText());
        JsonNode action = written.at("/plan/actions/0");
        assertEquals("analyse", action.path("kind").asText());
        assertEquals("12.5%", action.path("share").asText());
        assertEquals("PT5M", action.path("duration").asText());
        assertTrue(action.path("name").isMissingNode(), "what is worked out is not recorded");
    }

    @Test
    void aDeploymentWithoutAnArtifactIsReadAsItWasWritten() throws IOException {
        Event.Started started = new Event.Started(
                "d1",
                "smoke",
                "storefront",
                "staging",
                "1.0.0",
                "",
                "",
                null,
                new Event.Origin("alice", "cli", "", "", "", "."),
                new Event.Configuration("staging.yaml", "00", "environment: staging", java.util.Map.of()));
        assertEquals(started, json.read(tree(json.write(started))));
    }

    @Test
    void fieldsOfANewerVersionAreOverlooked() throws IOException {
        ObjectNode event = (ObjectNode) tree(json.write(new Event.Resumed("d1", "bob")));
        event.put("mood", "hopeful");
        assertEquals(new Event.Resumed("d1", "bob"), json.read(event));
    }

    @Test
    void anEventOfANewerVersionIsKeptWithoutBeingUnderstood() throws IOException {
        assertEquals(
                new Event.Unrecognised("d1", "teleported"),
                json.read(tree("{\"type\":\"teleported\",\"deployment\":\"d1\",\"to\":\"moon\"}")));
    }

    @Test
    void aKnownEventWithAWordOfANewerVersionIsKeptWithoutBeingUnderstood() throws IOException {
        assertEquals(
                new Event.Unrecognised("d1", "ended"),
                json.read(tree("{\"type\":\"ended\",\"deployment\":\"d1\",\"outcome\":\"PARTLY\"}")));
    }

    @Test
    void noTextCarriesASecretOut() throws IOException {
        Event.Checked checked = new Event.Checked(
                "d1", List.of(new Event.Check("login", false, 12, 1, "GET /?p=" + PASSWORD + ": found 401")));
        Event written = masking.read(tree(masking.write(checked)));
        assertEquals(
                "GET /?p=****: found 401",
                ((Event.Checked) written).checks().get(0).message());
        assertFalse(masking.write(new Event.Requested("d1", Event.Request.ABORT, PASSWORD, PASSWORD))
                .contains(PASSWORD));
    }

    @Test
    void namesThatDeploymentsAreToldApartByStayAsTheyAre() {
        EventJson storefrontIsASecret = new EventJson(text -> text.replace("storefront", "****"));
        String written = storefrontIsASecret.write(
                new Event.Ended("storefront-7", Event.Outcome.SUCCEEDED, "storefront is up", "storefront-1"));
        assertTrue(written.contains("\"deployment\":\"storefront-7\""), written);
        assertTrue(written.contains("\"servingVersion\":\"storefront-1\""), written);
        assertTrue(written.contains("\"reason\":\"**** is up\""), written);
    }

    @Test
    void aPlanWithASecretIsRefusedSinceWithoutItAnotherOneWouldBeResumed() {
        Action action = new Action.RunCommand(
                "deploy", "deploy.sh --token " + PASSWORD, "", "1.0.0", Share.FULL, Duration.ofMinutes(1));
        Plan plan = new Plan("rolling", "1.0.0", "", 1, List.of(action));
        String message = assertThrows(
                        LedgerException.class,
                        () -> masking.write(new Event.Planned("d1", Event.Phase.FORWARD, 0, plan)))
                .getMessage();
        assertTrue(message.contains("d1") && message.contains("${NAME}"), message);
        assertTrue(message.contains("deploy.sh --token ****"), message);
        assertFalse(message.contains(PASSWORD), message);
    }

    private JsonNode tree(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return json.tree(bytes, bytes.length);
    }
}
