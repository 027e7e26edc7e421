package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.environment.MigrationSettings.Flyway;
import io.jenkins.plugins.deploymentworkflow.environment.MigrationSettings.Moment;
import java.util.List;
import java.util.Optional;

/** Reads {@code deployment.migrations}. */
final class MigrationsSection {
    private MigrationsSection() {}

    static Optional<MigrationSettings> read(Section section) {
        Moment before = section.choice("before", Moment.class, Moment.TRAFFIC);
        section.exactlyOne(List.of("flyway"), "");
        Optional<Flyway> flyway = section.section("flyway").map(MigrationsSection::flyway);
        section.close();
        return flyway.map(found -> new MigrationSettings(found, before));
    }

    private static Flyway flyway(Section section) {
        String url = section.requiredText("url", "\"jdbc:postgresql://db:5432/storefront\"");
        if (section.revealed("url")
                .filter(u -> !u.isBlank() && !u.startsWith("jdbc:"))
                .isPresent()) {
            section.problem("url", "expected an address that begins with jdbc:, found '" + url + "'");
        }
        Flyway flyway = new Flyway(
                url,
                section.text("credential"),
                section.list("locations", "a directory", Values::notEmpty).orElse(Flyway.DEFAULT_LOCATIONS));
        section.close();
        return flyway;
    }
}
