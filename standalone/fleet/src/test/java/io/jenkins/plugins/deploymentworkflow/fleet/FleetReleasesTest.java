package io.jenkins.plugins.deploymentworkflow.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fleet keeps of the versions that it was told of. */
class FleetReleasesTest {
    @TempDir
    private Path directory;

    private void register(FleetUnderTest fleet, String version) throws Exception {
        Path artifact = Files.writeString(directory.resolve("app-" + version), "the file of " + version);
        Map<String, Object> release = new TreeMap<>(FleetUnderTest.release(Map.of("artifact", artifact.toString())));
        fleet.does("PUT", "/v1/releases/" + version, release);
        Files.delete(artifact);
    }

    private static Set<String> kept(FleetUnderTest fleet) throws Exception {
        try (Stream<Path> folders = Files.list(fleet.state.resolve("releases"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void theLastVersionsAreKeptAndThoseThatRunOrServed() throws Exception {
        try (FleetUnderTest fleet = FleetUnderTest.start(directory.resolve("state"))) {
            fleet.does("PUT", "/v1/desired", Map.of("instances", 1));
            register(fleet, "1.0.0");
            fleet.run("a", "1.0.0");
            fleet.awaitHealthy("a");
            fleet.traffic(Map.of("1.0.0", 10_000));
            register(fleet, "2.0.0");
            fleet.run("b", "2.0.0");
            fleet.awaitHealthy("b");
            fleet.traffic(Map.of("2.0.0", 10_000));
            register(fleet, "3.0.0");
            fleet.run("c", "3.0.0");
            fleet.does("DELETE", "/v1/instances/a", null);
            fleet.awaitGone("a");
            for (int minor = 1; minor <= 6; minor++) {
                register(fleet, "4." + minor + ".0");
            }
            Set<String> needed =
                    new TreeSet<>(Set.of("1.0.0", "2.0.0", "3.0.0", "4.2.0", "4.3.0", "4.4.0", "4.5.0", "4.6.0"));
            assertEquals(needed, kept(fleet), "1.0.0 served, 2.0.0 serves, 3.0.0 has an instance, the others are new");
            assertEquals(
                    404,
                    fleet.control("PUT", "/v1/instances/d", "{\"version\":\"4.1.0\"}")
                            .status());

            fleet.run("a", "1.0.0");
            fleet.awaitHealthy("a");
            fleet.does("DELETE", "/v1/instances/c", null);
            fleet.awaitGone("c");
            fleet.kill();
            Files.createDirectories(fleet.state.resolve("releases/9.9.9/left by a crash"));
            fleet.startAgain();
            register(fleet, "4.7.0");
            assertEquals(Set.of("1.0.0", "2.0.0", "4.3.0", "4.4.0", "4.5.0", "4.6.0", "4.7.0"), kept(fleet));
            assertTrue(
                    Files.readString(fleet.state.resolve("fleet.log")).contains("Deleted the release 3.0.0"),
                    "the log says what was deleted");
        }
    }

    @Test
    void aStateOfAnEarlierFleetKeepsTheReleasesThatItHas() throws Exception {
        Release release =
                new Release("1.0.0", "run", "/", Map.of(), Set.of(), Optional.empty(), Optional.empty(), null, 0);
        String before = FleetUnderTest.JSON.writeValueAsString(
                Map.of("desired", 1, "releases", Map.of("1.0.0", release), "slots", Map.of(), "traffic", Map.of()));
        FleetState state = FleetUnderTest.JSON.readValue(before, FleetState.class);
        assertEquals(Set.of("1.0.0"), state.pruned().releases().keySet());
        assertEquals(List.of(), state.served());
    }
}
