package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.release.current.ChosenVersion.Purpose;
import java.util.Locale;
import java.util.Optional;

/** The five things that users ask for. */
public enum Operation {
    PREPARE,
    STAGE,
    SMOKE,
    PROMOTE,
    ROLLBACK;

    /** The word in ledgers and on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is no such operation */
    public static Operation of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether it puts a version into service. */
    public boolean deploys() {
        return this == STAGE || this == PROMOTE || this == ROLLBACK;
    }

    /** What the version is for that it brings; empty when it brings none. */
    public Optional<Purpose> purpose() {
        return switch (this) {
            case STAGE -> Optional.of(Purpose.STAGING);
            case PROMOTE -> Optional.of(Purpose.PRODUCTION);
            default -> Optional.empty();
        };
    }

    /** Whether nothing else may happen to the environment meanwhile. */
    public boolean locks() {
        return this != SMOKE;
    }
}
