package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.Map;

/** Reads {@code deployment.strategy}. */
final class StrategySection {
    private StrategySection() {}

    static StrategySettings override(StrategySettings settings, String name, Map<String, Object> options) {
        throw new UnsupportedOperationException();
    }
}
