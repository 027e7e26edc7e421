package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.List;
import java.util.Optional;

/**
 * Database changes that belong to a version.
 *
 * @param flyway where Flyway's migrations are and what they are applied to
 * @param before the moment of the strategy that they precede; default {@link Moment#TRAFFIC}
 */
public record MigrationSettings(Flyway flyway, Moment before) {
    /** A moment of a deployment. */
    public enum Moment {
        /** The new version is installed. */
        INSTALL,
        /** The new version gets its first traffic. */
        TRAFFIC
    }

    /**
     * Flyway's own settings.
     *
     * @param url of JDBC; required; a secret in it is as written, see {@link Environment#reveal}
     * @param credential the id of the credential to log in with; default none
     * @param locations directories with migrations, relative to the project's directory; default {@code db/migration}
     */
    public record Flyway(String url, Optional<String> credential, List<String> locations) {
        public static final List<String> DEFAULT_LOCATIONS = List.of("db/migration");
    }
}
