package io.jenkins.plugins.deploymentworkflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two builds use the same versions: in the standard one, the class path is what the bill of materials gives. */
class VersionsTest {
    private final Map<String, String> standalone =
            Pom.read(Path.of("standalone/pom.xml")).properties();
    private final Map<String, String> standard = Pom.read(Path.of("pom.xml")).properties();

    @ParameterizedTest
    @CsvSource({
        "jackson.version, com.fasterxml.jackson.core/jackson-databind",
        "snakeyaml.version, org.yaml/snakeyaml",
        "jmustache.version, com.samskivert/jmustache",
        "semver4j.version, org.semver4j/semver4j",
        "jgit.version, org.eclipse.jgit/org.eclipse.jgit",
        "guava.version, com.google.guava/guava",
        "localizer.version, org.jvnet.localizer/localizer"
    })
    void theLibraryOnTheClassPathIsTheOneStated(String property, String artifact) throws IOException {
        String resource = "/META-INF/maven/" + artifact + "/pom.properties";
        try (var in = getClass().getResourceAsStream(resource)) {
            assertNotNull(in, resource);
            Properties found = new Properties();
            found.load(in);
            assertEquals(standalone.get(property), found.getProperty("version"));
        }
    }

    @Test
    void bothBuildsNeedTheSameJenkins() {
        String baseline = standard.get("jenkins.baseline");
        assertEquals(
                standalone.get("jenkins.version"),
                standard.get("jenkins.version").replace("${jenkins.baseline}", baseline));
    }

    @ParameterizedTest
    @CsvSource({"archunit.version", "awaitility.version", "commonmark.version", "jmustache.version", "semver4j.version"
    })
    void bothBuildsTestWithTheSame(String property) {
        assertEquals(standalone.get(property), standard.get(property));
    }
}
