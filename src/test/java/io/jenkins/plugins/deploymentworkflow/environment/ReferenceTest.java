package io.jenkins.plugins.deploymentworkflow.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/reference-environment.md} and the code say the same. */
class ReferenceTest {
    private static final Variables NONE = Variables.of(Map.of(), Set.of());
    private static final Pattern HEADING = Pattern.compile("### (?:`(.+)`|Top level)");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Za-z0-9-]+)` \\|.*");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private static String reference() throws IOException {
        return Files.readString(Path.of("docs/reference-environment.md"));
    }

    @Test
    void everyKeyIsDocumentedAndEveryDocumentedKeyIsKnown() throws IOException {
        Set<String> undocumented = new TreeSet<>(knownKeys());
        undocumented.removeAll(documentedKeys());
        assertEquals(Set.of(), undocumented, "known, but not in the reference");
        Set<String> unknown = new TreeSet<>(documentedKeys());
        unknown.removeAll(knownKeys());
        assertEquals(Set.of(), unknown, "in the reference, but not known");
    }

    private static Set<String> knownKeys() {
        // The example with all four targets, and with the long form of what it has in the short one.
        String all = ContractTest.example()
                .replaceAll("(?m)^  # ", "    ")
                .replace("  smokeTests:\n", "  smokeTests:\n    - { name: tls, tls: { host: shop.example } }\n");
        Problems problems = new Problems("all.yaml");
        assertThrows(
                ConfigurationException.class,
                () -> EnvironmentFile.of("all.yaml", all).resolve(NONE, problems),
                "four targets are three too many");
        Set<String> keys = new TreeSet<>(problems.knownKeys());
        keys.removeIf(key -> key.startsWith("services."));
        return keys;
    }

    private static Set<String> documentedKeys() throws IOException {
        Set<String> keys = new TreeSet<>();
        String prefix = null;
        for (String line : reference().lines().toList()) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                prefix = heading.group(1) == null ? "" : heading.group(1) + ".";
            } else if (prefix != null && row.matches()) {
                assertTrue(keys.add(prefix + row.group(1)), () -> "documented twice: " + line);
            }
        }
        return keys;
    }

    @Test
    void theExamplesAreValid() throws IOException {
        Matcher example = EXAMPLE.matcher(reference());
        int count = 0;
        while (example.find()) {
            EnvironmentFile.of("reference-environment.md", example.group(1)).resolve(NONE);
            count++;
        }
        assertTrue(count > 0);
    }

    @Test
    void everyNameOfATemplateIsDocumented() throws IOException {
        String reference = reference();
        for (String name : Template.NAMES) {
            assertTrue(reference.contains("`{{" + name + "}}`"), name);
        }
    }

    @Test
    void everyCommandFieldIsAKnownKey() {
        assertTrue(knownKeys().containsAll(CommandFields.PATHS), CommandFields.PATHS.toString());
    }
}
