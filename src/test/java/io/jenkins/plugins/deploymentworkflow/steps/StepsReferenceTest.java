package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/steps.md} and the steps say the same. The sources are read, for here Jenkins is not on the class path. */
class StepsReferenceTest {
    private static final Path SOURCES = Path.of("src/main/java/io/jenkins/plugins/deploymentworkflow/steps");
    private static final Pattern STEP = Pattern.compile("DescriptorImpl\\(\\) \\{\\s+super\\(\"(\\w+)\"\\)");
    private static final Pattern SYMBOL = Pattern.compile("@Symbol\\(\"(\\w+)\"\\)");
    private static final Pattern EXTENDS = Pattern.compile("\\bclass \\w+ extends (\\w+)");
    private static final Pattern CONSTRUCTOR = Pattern.compile("@DataBoundConstructor\\s+public \\w+\\(([^)]*)\\)");
    private static final Pattern SETTER = Pattern.compile("@DataBoundSetter\\s+public void set(\\w+)\\(");
    private static final Pattern FIELD = Pattern.compile("(?:map|document)\\.put\\(\"(\\w+)\"");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final Set<String> ABOUT = Set.of("Strategies", "Result");

    private static final Map<String, String> FILES = new TreeMap<>();
    private static final Map<String, String> SECTIONS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                FILES.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        String page = Files.readString(Path.of("docs/steps.md"));
        Arrays.stream(page.split("(?m)^##+ ")).skip(1).forEach(section -> {
            int end = section.indexOf('\n');
            SECTIONS.put(section.substring(0, end), section.substring(end));
        });
    }

    @Test
    void everyStepAndEveryStrategyHasItsSectionWithItsParameters() {
        Map<String, Set<String>> known = new TreeMap<>();
        FILES.forEach((name, source) -> {
            first(STEP, source).ifPresent(function -> known.put(function, parameters(name)));
            first(SYMBOL, source).ifPresent(symbol -> known.put(symbol, parameters(name)));
        });
        Map<String, Set<String>> documented = new TreeMap<>();
        SECTIONS.forEach((heading, section) -> {
            if (!ABOUT.contains(heading)) {
                documented.put(heading, firstColumn(section));
            }
        });
        // A strategy's name is what it is called by.
        known.values().forEach(names -> names.remove("name"));
        assertEquals(known, documented);
    }

    @Test
    void everyFieldOfAResultIsDocumented() {
        String results = FILES.get("Results");
        int own = results.indexOf("private static Map");
        assertEquals(names(FIELD, results.substring(0, own)), firstColumn(SECTIONS.get("Result")));
        Set<String> documented = names(NAME, SECTIONS.get("Result"));
        Set<String> nested = names(FIELD, results.substring(own));
        nested.removeAll(documented);
        assertEquals(Set.of(), nested, "fields of verdicts and checks");
    }

    @Test
    void everyFieldOfWhatVersionsAndReleasesGiveIsDocumented() {
        Path library = SOURCES.resolveSibling("release");
        Map.of(
                        library.resolve("next/NextVersion.java"), "nextVersion",
                        library.resolve("ReleaseResult.java"), "startRelease",
                        SOURCES.resolve("release/ReleaseNotesWork.java"), "releaseNotes")
                .forEach((source, step) -> {
                    Set<String> given = names(FIELD, read(source));
                    assertNotEquals(Set.of(), given, step);
                    given.removeAll(names(NAME, SECTIONS.get(step)));
                    assertEquals(Set.of(), given, step);
                });
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> parameters(String type) {
        Set<String> names = new TreeSet<>();
        String source = FILES.get(type);
        first(CONSTRUCTOR, source)
                .filter(list -> !list.isBlank())
                .ifPresent(list -> Arrays.stream(list.split(","))
                        .map(parameter -> parameter.trim().replaceFirst(".* ", ""))
                        .forEach(names::add));
        names(SETTER, source)
                .forEach(name -> names.add(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)));
        first(EXTENDS, source).filter(FILES::containsKey).ifPresent(parent -> names.addAll(parameters(parent)));
        return names;
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> firstColumn(String section) {
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> names(NAME, line.split("\\|")[1]).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
