package io.jenkins.plugins.deploymentworkflow.operation;

import java.util.Locale;

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

    /** Whether nothing else may happen to the environment meanwhile. */
    public boolean locks() {
        return this != SMOKE;
    }
}
