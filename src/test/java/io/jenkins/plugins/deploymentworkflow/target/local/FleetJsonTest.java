package io.jenkins.plugins.deploymentworkflow.target.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.jenkins.plugins.deploymentworkflow.analysis.Counters;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetJsonTest {
    private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

    @Test
    void aStatusComesBackAsItWasWritten() throws Exception {
        FleetStatus status = new FleetStatus(
                "127.0.0.1:8080",
                2,
                List.of(
                        new InstanceStatus(
                                "i1", "1.3.2", 4001, 77, InstanceHealth.HEALTHY, false, 3, NOON, "", Optional.empty()),
                        new InstanceStatus(
                                "i2",
                                "1.4.0",
                                0,
                                0,
                                InstanceHealth.STOPPED,
                                true,
                                0,
                                NOON,
                                "exited with 3",
                                Optional.of(NOON))),
                Map.of("1.3.2", 10000),
                Map.of("1.3.2", Counters.NONE),
                new FleetTotals(5, 1, 1));
        String json = FleetJson.strict().writeValueAsString(status);
        assertEquals(status, FleetJson.lenient().readValue(json, FleetStatus.class));
        assertEquals(
                "healthy",
                FleetJson.lenient().readTree(json).at("/instances/0/health").asText());
        assertFalse(FleetJson.lenient().readTree(json).at("/instances/0").has("retireAt"));
    }

    @Test
    void aReleaseNeedsItsCommandAlone() throws Exception {
        ReleaseRequest release = FleetJson.strict().readValue("{\"command\":\"run\"}", ReleaseRequest.class);
        assertEquals(Map.of(), release.environment());
        assertEquals(Optional.empty(), release.health());
        String json = FleetJson.strict().writeValueAsString(release);
        assertEquals(release, FleetJson.strict().readValue(json, ReleaseRequest.class));
    }

    @Test
    void theFleetRefusesAMisspeltFieldAndAMissingNumber() {
        assertThrows(JsonMappingException.class, () -> FleetJson.strict()
                .readValue("{\"instance\":3}", DesiredRequest.class));
        assertThrows(JsonMappingException.class, () -> FleetJson.strict().readValue("{}", DesiredRequest.class));
    }

    @Test
    void noSecretShowsInAnyDescription() throws Exception {
        ReleaseRequest release = FleetJson.strict()
                .readValue(
                        "{\"command\":\"run\",\"secretEnvironment\":{\"PASSWORD\":\"masked-by-test\"}}",
                        ReleaseRequest.class);
        assertFalse(release.toString().contains("masked-by-test"));
        FleetEndpoint endpoint =
                new FleetEndpoint(1, NOON, "127.0.0.1:80", URI.create("http://127.0.0.1:81"), "masked-by-test");
        assertFalse(endpoint.toString().contains("masked-by-test"));
    }
}
