package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code deployment} and {@code services}, each part by a class of its own. */
final class SettingsReader {
    private static final List<String> KNOWN_SERVICES = List.of("slack", "github", "jira", "clickup");

    /** The keys of {@code deployment}, each read by itself. */
    private static final List<String> PARTS = List.of(
            "target",
            "health",
            "strategy",
            "monitoring",
            "smokeTests",
            "guards",
            "provision",
            "dependencies",
            "migrations",
            "flags");

    private SettingsReader() {}

    /** The document without the application's own keys, and below {@code deployment} without the other parts. */
    static YamlNode.Mapping only(YamlNode.Mapping root, Set<String> parts) {
        if (!PARTS.containsAll(parts)) {
            throw new IllegalArgumentException("expected some of " + PARTS + ", found " + parts);
        }
        Map<String, YamlNode.Entry> kept = new LinkedHashMap<>(root.entries());
        kept.keySet().retainAll(Set.of("environment", "application", "deployment"));
        kept.computeIfPresent("deployment", (key, entry) -> {
            if (!(entry.value() instanceof YamlNode.Mapping deployment)) {
                return entry;
            }
            Map<String, YamlNode.Entry> wanted = new LinkedHashMap<>(deployment.entries());
            wanted.keySet().removeIf(part -> PARTS.contains(part) && !parts.contains(part));
            return new YamlNode.Entry(new YamlNode.Mapping(wanted, deployment.line()), entry.line());
        });
        return new YamlNode.Mapping(kept, root.line());
    }

    /**
     * @param root the whole document
     * @param problems what is wrong is added here; then the settings must not be used
     */
    static Settings read(String file, Section root, Problems problems) {
        Section deployment = root.section("deployment")
                .orElseGet(() ->
                        new Section(problems, "deployment", new YamlNode.Mapping(new LinkedHashMap<>(), root.line())));
        MonitoringSettings monitoring = MonitoringSection.read(deployment.section("monitoring"));
        Settings settings = new Settings(
                file,
                deployment.section("target").flatMap(TargetSection::read),
                HealthSection.read(deployment.section("health")),
                StrategySection.read(deployment.section("strategy"), monitoring),
                monitoring,
                SmokeTestsSection.read(deployment),
                GuardsSection.read(deployment.section("guards")),
                PreparationSection.provision(deployment),
                PreparationSection.dependencies(deployment),
                deployment.section("migrations").flatMap(MigrationsSection::read),
                FlagsSection.read(deployment),
                services(root));
        deployment.close();
        return settings;
    }

    /** Keys of the application may stand under {@code services} too, so only maps are taken for services. */
    private static Map<String, ServiceSettings> services(Section root) {
        Map<String, ServiceSettings> services = new LinkedHashMap<>();
        if (root.isMap("services")) {
            root.section("services").ifPresent(section -> section.keys().forEach(name -> {
                if (section.isMap(name) || KNOWN_SERVICES.contains(name)) {
                    section.section(name).ifPresent(service -> services.put(name, service(name, service)));
                }
            }));
        }
        return services;
    }

    private static ServiceSettings service(String name, Section section) {
        return new ServiceSettings(name, section.flag("enabled", false), section.values());
    }

    /** The value of {@code environment} or {@code application}: a name that can be part of a path. */
    static Optional<String> name(Section root, String key) {
        return root.parsed(key, "a name", Values::identifier);
    }
}
