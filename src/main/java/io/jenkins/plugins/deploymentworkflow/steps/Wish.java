package io.jenkins.plugins.deploymentworkflow.steps;

import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.runtime.Wanted;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a step asks for, as its parameters say it; kept with the step. */
final class Wish implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Operation operation;
    private final String environment;
    private final String application;
    private final String version;
    private final String artifact;
    private final String strategy;
    private final LinkedHashMap<String, String> strategyOptions;
    /** Null in what an earlier version kept. */
    private final String override;

    Wish(
            Operation operation,
            String environment,
            String application,
            String version,
            String artifact,
            StrategyChoice strategy,
            String override) {
        this.operation = operation;
        this.environment = environment;
        this.application = application;
        this.version = version;
        this.artifact = artifact;
        this.strategy = strategy == null ? "" : strategy.getName();
        this.strategyOptions = new LinkedHashMap<>(strategy == null ? Map.of() : strategy.options());
        this.override = override;
    }

    /** For an operation that deploys nothing. */
    static Wish of(Operation operation, String environment, String application) {
        return new Wish(operation, environment, application, "", "", null, "");
    }

    Operation operation() {
        return operation;
    }

    String environment() {
        return environment;
    }

    Wanted wanted() {
        return new Wanted(
                operation,
                environment,
                application,
                version,
                artifact,
                strategy,
                Collections.unmodifiableMap(new LinkedHashMap<>(strategyOptions)),
                Given.text(override));
    }
}
