package io.jenkins.plugins.deploymentworkflow.tool;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/command-line.md} and the tool say the same. */
class CommandLineReferenceTest {
    private static final String COMMON = "Common options";
    private static final String OPERATION = "JSON of an operation";
    private static final Set<String> OPERATIONS = Set.of("prepare", "stage", "smoke", "promote", "rollback");
    private static final Pattern OPTION = Pattern.compile("`(--?[a-z-]+)(?: [^`]*)?`");
    private static final Pattern FIELD = Pattern.compile("`([a-zA-Z]+)(?:\\[])?`");

    /** By heading. */
    private static final Map<String, String> SECTIONS = new TreeMap<>();

    /** By path, such as {@code config check}; those alone that do something. */
    private static final Map<String, CommandLine> COMMANDS = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        String page = Files.readString(Path.of("../../docs/command-line.md"));
        Arrays.stream(page.split("(?m)^##+ ")).skip(1).forEach(section -> {
            int end = section.indexOf('\n');
            SECTIONS.put(section.substring(0, end), section.substring(end));
        });
        collect("", Main.commands());
    }

    private static void collect(String path, CommandLine command) {
        command.getSubcommands().forEach((name, sub) -> {
            String full = (path + " " + name).trim();
            if (!sub.getSubcommands().isEmpty()) {
                collect(full, sub);
            } else if (!name.equals("help")) {
                COMMANDS.put(full, sub);
            }
        });
    }

    @Test
    void aCommandIsFoundByTheNameThatItsHelpSays() {
        Main.commands()
                .getSubcommands()
                .forEach((name, sub) -> assertEquals(
                        sub.getCommand()
                                .getClass()
                                .getAnnotation(CommandLine.Command.class)
                                .name(),
                        name));
    }

    @Test
    void everyCommandHasItsSectionAndEverySectionItsCommand() {
        Set<String> sections = new TreeSet<>(SECTIONS.keySet());
        sections.removeAll(Set.of("Exit codes", "Output", COMMON, "Commands", OPERATION));
        assertEquals(COMMANDS.keySet(), sections);
    }

    @Test
    void everySectionSaysWhatItsCommandIsCalledWith() {
        COMMANDS.forEach((path, command) -> {
            String parameters = command.getCommandSpec().positionalParameters().stream()
                    .filter(parameter -> parameter.arity().min() > 0)
                    .map(parameter -> " " + parameter.paramLabel())
                    .collect(Collectors.joining());
            assertTrue(SECTIONS.get(path).contains("`" + path + parameters), path + parameters);
        });
    }

    @Test
    void everyOptionIsDocumentedAndEveryDocumentedOptionIsKnown() {
        CommandLine common = new CommandLine(new Common());
        assertEquals(names(common, Set.of()), documented(COMMON));
        Set<String> shared = names(common, Set.of());
        COMMANDS.forEach((path, command) -> assertEquals(names(command, shared), documented(path), path));
    }

    @Test
    void everyDefaultIsDocumented() {
        COMMANDS.forEach((path, command) -> command.getCommandSpec().options().forEach(option -> {
            String value = option.defaultValue();
            if (value == null || value.isEmpty()) {
                return;
            }
            String row = (SECTIONS.get(COMMON) + SECTIONS.get(path))
                    .lines()
                    .filter(line -> line.startsWith("| `") && line.contains("`" + option.longestName() + " "))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(path + " " + option.longestName() + " has no row"));
            assertTrue(row.contains("`" + value + "`"), row);
        }));
    }

    @Test
    void everyCommandInThePagesIsUnderstood() throws IOException {
        Pattern command = Pattern.compile("(?m)^(?:\\$ )?deployment-workflow ([^#\\n|…]+)");
        int found = 0;
        for (String page :
                List.of("README.md", "docs/guide.md", "docs/release-notes.md", "docs/examples/storefront/README.md")) {
            String text = Files.readString(Path.of("../..").resolve(page));
            for (MatchResult each : command.matcher(text).results().toList()) {
                String line = each.group(1).trim().replace("'", "");
                assertDoesNotThrow(() -> Main.commands().parseArgs(line.split(" +")), page + ": " + line);
                found++;
            }
        }
        assertTrue(found > 20, "expected the pages' commands to be found, found " + found);
    }

    @Test
    void everyFieldThatIsPrintedIsDocumented(@TempDir Path root) throws Exception {
        try (Place place = new Place(root)) {
            place.file("production", """
                            application: storefront
                            deployment:
                              target: { script: { deploy: "true" } }
                              strategy: { use: rolling }
                              smokeTests: [ { name: none, command: "true" } ]
                            """).write("app.txt", "1.0.0");
            fields(place, "plan", "production", "--version", "1.0.0");
            Set<String> result = new TreeSet<>(
                    fields(place, "promote", "production", "--version", "1.0.0", "--artifact", "app.txt"));
            result.addAll(fields(place, "prepare", "production"));
            assertEquals(result, firstColumn(OPERATION), "the table of an operation's fields");
            fields(place, "status", "production");
            fields(place, "history");
            fields(place, "ledger verify");
            fields(place, "config check", "config/environment/production.yaml");
            new MadeRepository(place.directory).commit("feat: begin");
            fields(place, "version next");
            fields(place, "release notes");
        }
    }

    private static Set<String> fields(Place place, String command, String... arguments) {
        String[] line = (command + " " + String.join(" ", arguments) + " --output json")
                .trim()
                .split(" +");
        JsonNode document = place.run(line).ends(0).json();
        String section = SECTIONS.get(command) + (OPERATIONS.contains(command) ? SECTIONS.get(OPERATION) : "");
        Set<String> documented = find(FIELD, section);
        Set<String> names = new TreeSet<>();
        document.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> assertTrue(documented.contains(name), command + ": " + name + " is not documented"));
        document.forEach(value -> {
            if (value.isArray() && value.path(0).isObject()) {
                value.get(0)
                        .fieldNames()
                        .forEachRemaining(name -> assertTrue(
                                documented.contains(name), command + ": " + name + " of an item is not documented"));
            }
        });
        return names;
    }

    private static Set<String> names(CommandLine command, Set<String> without) {
        Set<String> names = new TreeSet<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                names.addAll(Arrays.asList(option.names()));
            }
        }
        names.removeAll(without);
        return names;
    }

    /** The options in the first column of a section's tables. */
    private static Set<String> documented(String heading) {
        return SECTIONS.get(heading)
                .lines()
                .filter(line -> line.startsWith("| `-"))
                .flatMap(line -> find(OPTION, line.split("\\|")[1]).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> firstColumn(String heading) {
        return SECTIONS.get(heading)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> find(FIELD, line.split("\\|")[1]).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> find(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @CommandLine.Command
    private static final class Common {
        @Mixin
        private CommonOptions options;
    }
}
