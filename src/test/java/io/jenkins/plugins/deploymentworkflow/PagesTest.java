package io.jenkins.plugins.deploymentworkflow;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.EnvironmentFile;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages lead nowhere that is not there, and what they tell to write can be read. */
class PagesTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```");
    private static final Set<String> FREE = Set.of("DB_HOST", "DB_PORT", "DB_PASSWORD");

    @Test
    void everyLinkLeadsToAFileAndAHeadingThatAreThere() throws IOException {
        Set<String> broken = new TreeSet<>();
        for (Path page : pages()) {
            for (MatchResult link : LINK.matcher(withoutCode(read(page))).results().toList()) {
                String target = link.group(1);
                if (!target.matches("[a-z]+:.*") && !leadsSomewhere(page, target)) {
                    broken.add(page + ": " + target);
                }
            }
        }
        assertEquals(Set.of(), broken);
    }

    private static String withoutCode(String page) {
        return page.replaceAll("(?ms)^```.*?^```", "");
    }

    private static boolean leadsSomewhere(Path page, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty()
                ? page
                : page.toAbsolutePath().resolveSibling(parts[0]).normalize();
        return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
    }

    /** As GitHub makes them. */
    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(read(page))
                .results()
                .map(found -> found.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void everyPieceOfAnEnvironmentFileCanBeRead() throws IOException {
        int found = 0;
        for (Path page : List.of(Path.of("README.md"), Path.of("docs/guide.md"), Path.of("docs/smoke-tests.md"))) {
            for (MatchResult block : YAML.matcher(read(page)).results().toList()) {
                String text = block.group(1).contains("deployment:")
                        ? block.group(1)
                        : "deployment:\n" + block.group(1).indent(2);
                assertDoesNotThrow(
                        () -> EnvironmentFile.of("production.yaml", text)
                                .resolve(Variables.of(
                                        FREE.stream().collect(Collectors.toMap(name -> name, name -> "1")), Set.of())),
                        page + ":\n" + text);
                found++;
            }
        }
        assertTrue(found >= 5, "expected the pages' environment files to be found, found " + found);
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages;
    }

    private static String read(Path file) throws IOException {
        return Files.isDirectory(file) ? "" : Files.readString(file);
    }
}
