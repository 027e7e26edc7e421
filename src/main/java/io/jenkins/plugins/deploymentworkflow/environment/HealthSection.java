package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.environment.HealthSettings.Probe;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code deployment.health}. */
final class HealthSection {
    private static final List<String> PROBES = List.of("http", "tcp", "command");
    private static final int MAX_IN_A_ROW = 1000;

    private HealthSection() {}

    static HealthSettings read(Optional<Section> section) {
        return section.map(HealthSection::read).orElse(HealthSettings.DEFAULT);
    }

    private static HealthSettings read(Section section) {
        HealthSettings none = HealthSettings.DEFAULT;
        Optional<Probe> http = section.parsed("http", "a path such as /health", HealthSection::path);
        Optional<Probe> tcp = section.parsed("tcp", "true or a port", HealthSection::tcp);
        Optional<Probe> command = section.template("command").map(Probe.Command::new);
        section.exactlyOne(PROBES, "http");
        HealthSettings settings = new HealthSettings(
                http.or(() -> tcp).or(() -> command).orElse(none.probe()),
                section.positiveDuration("interval", none.interval()),
                section.integer("healthyAfter", 1, MAX_IN_A_ROW).orElse(none.healthyAfter()),
                section.integer("unhealthyAfter", 1, MAX_IN_A_ROW).orElse(none.unhealthyAfter()),
                section.positiveDuration("timeout", none.timeout()),
                section.duration("grace", none.grace()),
                section.positiveDuration("checkTimeout", none.checkTimeout()));
        section.close();
        return settings;
    }

    private static Probe path(String text) {
        if (!text.startsWith("/") || text.chars().anyMatch(c -> c <= ' ')) {
            throw new IllegalArgumentException("expected a path that begins with /, such as /health, found '" + text
                    + "'; the address and port are the instance's own");
        }
        return new Probe.Http(text);
    }

    private static Probe tcp(String text) {
        return new Probe.Tcp(text.equals("true") ? OptionalInt.empty() : OptionalInt.of(HostPort.port(text, 1)));
    }
}
