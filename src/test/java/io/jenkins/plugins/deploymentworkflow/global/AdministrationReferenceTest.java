package io.jenkins.plugins.deploymentworkflow.global;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/administration.md} and the code say the same. The sources are read, for here Jenkins is not on the class
 * path.
 */
class AdministrationReferenceTest {
    private static final Path SOURCES = Path.of("src/main/java/io/jenkins/plugins/deploymentworkflow");
    private static final Path RESOURCES = Path.of("src/main/resources/io/jenkins/plugins/deploymentworkflow/global");
    private static final Pattern SETTER = Pattern.compile("@DataBoundSetter\\s+public void set(\\w+)\\(");
    private static final Pattern CONSTRUCTED = Pattern.compile("@DataBoundConstructor\\s+public \\w+\\(([^)]*)\\)");
    private static final Pattern PERMISSION = Pattern.compile("permission\\(\"(\\w+)\"");
    private static final Pattern OPTION = Pattern.compile("@Option\\(\\s*name = \"(--[a-z-]+)\"");

    @Test
    void everyPermissionIsDocumented() throws IOException {
        assertEquals(
                found(PERMISSION, read(SOURCES.resolve("global/DeploymentPermissions.java"))),
                firstColumn(section("Permissions")));
    }

    @Test
    void everySettingIsDocumented() throws IOException {
        assertAll(
                () -> assertEquals(settings("DeploymentWorkflowConfiguration"), firstColumn(section("What can be configured"))),
                () -> assertEquals(settings("LedgerRetention"), firstColumn(section("Archives of the ledgers"))),
                () -> assertEquals(settings("KnownEnvironment"), firstColumn(section("An environment"))));
    }

    @Test
    void everySettingHasAFieldATitleAndAHelp() throws IOException {
        for (String type : List.of(
                "DeploymentWorkflowConfiguration", "LedgerRetention", "KnownEnvironment", "BoundVariable", "FolderDeployments",
                "PrometheusServer", "NotificationEndpoint")) {
            String form = read(RESOURCES.resolve(type + "/config.jelly"));
            String titles = read(RESOURCES.resolve(type + "/config.properties"));
            for (String setting : settings(type)) {
                String where = type + "." + setting;
                assertAll(
                        () -> assertTrue(form.contains("field=\"" + setting + "\" title=\"${%" + setting + "}\""), where),
                        () -> assertTrue(titles.contains(setting + "="), where),
                        () -> assertTrue(Files.exists(RESOURCES.resolve(type + "/help-" + setting + ".html")), where));
            }
        }
    }

    @Test
    void whatNothingUsesYetSaysSoInItsHelp() throws IOException {
        for (String setting : List.of("prometheusServers", "notificationEndpoints")) {
            String help = read(RESOURCES.resolve("DeploymentWorkflowConfiguration/help-" + setting + ".html"));
            assertTrue(help.contains("Nothing uses them yet"), setting);
        }
    }

    @Test
    void everyCommandAndEveryOptionIsDocumented() throws IOException {
        Set<String> commands = new TreeSet<>();
        Set<String> options = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES.resolve("ui"))) {
            for (Path file : files.filter(each -> each.toString().endsWith("Command.java")).toList()) {
                String source = read(file);
                options.addAll(found(OPTION, source));
                if (source.contains("@Extension")) {
                    String name = file.getFileName().toString().replace("Command.java", "");
                    commands.add(name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT));
                }
            }
        }
        String section = section("Commands");
        Set<String> documented = section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replaceFirst("\\| `([a-z-]+).*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(commands, documented);
        assertAll(options.stream().map(option -> () -> assertTrue(section.contains(option), option)));
    }

    private static Set<String> settings(String type) throws IOException {
        String source = read(SOURCES.resolve("global/" + type + ".java"));
        Set<String> names = found(SETTER, source).stream()
                .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
                .collect(Collectors.toCollection(TreeSet::new));
        found(CONSTRUCTED, source).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .filter(parameter -> !parameter.isBlank())
                .forEach(parameter -> names.add(parameter.trim().replaceFirst(".* ", "")));
        return names;
    }

    private static String section(String heading) throws IOException {
        String page = read(Path.of("docs/administration.md"));
        return Arrays.stream(page.split("(?m)^##+ "))
                .filter(section -> section.startsWith(heading + "\n"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/administration.md has no section " + heading));
    }

    private static Set<String> firstColumn(String section) {
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replaceFirst("\\| `(\\w+)`.*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
