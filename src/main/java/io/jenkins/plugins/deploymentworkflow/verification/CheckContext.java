package io.jenkins.plugins.deploymentworkflow.verification;

import io.jenkins.plugins.deploymentworkflow.environment.Template;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What the texts of smoke tests are filled with.
 *
 * @param values of {@link Template}, by name; the version comes with what is to be verified
 * @param variables the environment of commands beside {@code DEPLOY_…}; may hold secrets
 * @param reveal puts secrets in place of their placeholders, at the moment of use
 * @param redact takes secrets out of a text
 */
public record CheckContext(
        Map<String, String> values,
        Map<String, String> variables,
        UnaryOperator<String> reveal,
        UnaryOperator<String> redact) {
    public CheckContext {
        values = new TreeMap<>(values);
        variables = new TreeMap<>(variables);
    }

    CheckContext with(String version) {
        Map<String, String> all = new TreeMap<>(values);
        all.put("version", version);
        return new CheckContext(all, variables, reveal, redact);
    }

    /** The text to be used; never to be shown. */
    String fill(String text) {
        return reveal.apply(show(text));
    }

    /** The text to be shown: secrets are still placeholders. */
    String show(String text) {
        return Template.fill(text, values);
    }

    /** Leaves the values out: they may be secret. */
    @Override
    public String toString() {
        return "CheckContext[" + values + ", variables=" + variables.keySet() + "]";
    }
}
