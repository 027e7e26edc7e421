package io.jenkins.plugins.deploymentworkflow.environment;

/**
 * One thing that is wrong with an environment file or an option.
 *
 * @param file the file, or what else the key belongs to, such as {@code strategy canary}; empty when there is neither
 * @param line counted from 1; 0 when there is no line
 * @param key the path of the key, such as {@code deployment.strategy.canary.steps}; empty when there is none
 * @param message what was expected, what was found, and what to do; holds no secret
 */
public record Problem(String file, int line, String key, String message) {
    /** {@code config/environment/production.yaml:12: deployment.strategy.canary.steps: …} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        if (!key.isEmpty()) {
            text.append(text.isEmpty() ? "" : ": ").append(key);
        }
        return text.append(text.isEmpty() ? "" : ": ").append(message).toString();
    }
}
