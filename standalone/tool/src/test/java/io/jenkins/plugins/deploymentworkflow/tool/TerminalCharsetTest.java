package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made to be written to a file or read by a program is in UTF-8, whatever the terminal can show. */
class TerminalCharsetTest {
    private static final String NAME = "Zoë Śląska 山田";

    @TempDir
    Path root;

    static Stream<Arguments> terminals() {
        return Stream.of(
                Arguments.of(Map.of("LC_ALL", "C")),
                Arguments.of(Map.of("LC_ALL", "C", "JAVA_TOOL_OPTIONS", "-Dfile.encoding=ISO-8859-1")),
                Arguments.of(Map.of("JAVA_TOOL_OPTIONS", "-Dstdout.encoding=UTF-16BE -Dfile.encoding=US-ASCII")));
    }

    @ParameterizedTest
    @MethodSource("terminals")
    void notesAndJsonAreInUtf8(Map<String, String> terminal) throws Exception {
        try (Place place = new Place(root)) {
            MadeRepository.ALONE.forEach(place::set);
            MadeRepository made = new MadeRepository(place.directory);
            made.commit("feat: öffnen 🚀\n\nCo-authored-by: " + NAME + " <z@example.org>");
            place.write(
                    "config/environment/staging.yaml",
                    "environment: staging\napplication: shop\nowner: " + NAME
                            + "\ndeployment:\n  target: { script: { deploy: 'true' } }\n"
                            + "  strategy: { use: rolling }\n");
            terminal.forEach(place::set);

            String markdown = ran(place, "release", "notes");
            assertTrue(markdown.contains("- öffnen 🚀 "), markdown);
            assertTrue(markdown.contains(NAME), markdown);
            assertTrue(ran(place, "release", "notes", "--format", "slack").contains("öffnen 🚀"));
            JsonNode json = Ran.json(ran(place, "release", "notes", "-o", "json"));
            assertEquals(NAME, json.at("/groups/0/entries/0/authors/1").asText());
            JsonNode next = Ran.json(ran(place, "version", "next", "-o", "json"));
            assertTrue(next.toString().contains("öffnen 🚀"), next::toString);
            String resolved = ran(place, "config", "resolve", "config/environment/staging.yaml");
            assertTrue(resolved.contains(NAME), resolved);
        }
    }

    private static String ran(Place place, String... arguments) {
        return place.start(arguments).await().ends(0).out();
    }
}
