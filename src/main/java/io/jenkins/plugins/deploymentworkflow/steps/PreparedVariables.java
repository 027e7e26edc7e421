package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Functions;
import hudson.console.ConsoleLogFilter;
import hudson.console.LineTransformationOutputStream;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.plugins.deploymentworkflow.environment.Environment;
import io.jenkins.plugins.deploymentworkflow.environment.Redactor;
import io.jenkins.plugins.deploymentworkflow.global.KnownEnvironments;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What an environment's file says, as variables; the secret ones are kept encrypted and masked in the log. */
final class PreparedVariables extends EnvironmentExpander {
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, String> open;
    private final LinkedHashMap<String, Secret> secret;

    private PreparedVariables(LinkedHashMap<String, String> open, LinkedHashMap<String, Secret> secret) {
        this.open = open;
        this.secret = secret;
    }

    /** What the file says goes before what is bound. */
    static PreparedVariables of(Environment environment, KnownEnvironments.Bindings bound) {
        LinkedHashMap<String, String> open = new LinkedHashMap<>(bound.values());
        LinkedHashMap<String, Secret> secret = new LinkedHashMap<>();
        bound.secret().forEach(name -> secret.put(name, Secret.fromString(open.remove(name))));
        environment.values().forEach((name, value) -> {
            open.put(name, value);
            secret.remove(name);
        });
        environment.secretValueNames().forEach(name -> secret.put(name, Secret.fromString(open.remove(name))));
        return new PreparedVariables(open, secret);
    }

    @Override
    public void expand(EnvVars env) {
        env.overrideAll(open);
        secret.forEach((name, value) -> env.override(name, value.getPlainText()));
    }

    @Override
    public Set<String> getSensitiveVariables() {
        return new TreeSet<>(secret.keySet());
    }

    ConsoleLogFilter mask() {
        return new Mask(new ArrayList<>(secret.values()));
    }

    /** Ends the step as its body ended. */
    BodyExecutionCallback end() {
        return new End(new ArrayList<>(secret.values()));
    }

    private static Redactor redactor(List<Secret> values) {
        return Redactor.of(values.stream().map(Secret::getPlainText).toList());
    }

    /** Takes the values out of what a failure says, for it is told outside of the block. */
    private static final class End extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        private final List<Secret> values;

        End(List<Secret> values) {
            this.values = values;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            context.onSuccess(result);
        }

        @Override
        public void onFailure(StepContext context, Throwable failure) {
            Redactor redactor = redactor(values);
            String told = Functions.printThrowable(failure);
            boolean clean = redactor.redact(told).equals(told);
            context.onFailure(clean ? failure : new AbortException(redactor.redact(String.valueOf(failure.getMessage()))));
        }
    }

    /** Takes the values out of every line of the log. */
    private static final class Mask extends ConsoleLogFilter implements Serializable {
        private static final long serialVersionUID = 1L;

        private final List<Secret> values;

        Mask(List<Secret> values) {
            this.values = values;
        }

        @Override
        public OutputStream decorateLogger(Run build, OutputStream logger) {
            Redactor redactor = redactor(values);
            return new LineTransformationOutputStream.Delegating(logger) {
                @Override
                protected void eol(byte[] b, int len) throws IOException {
                    String line = new String(b, 0, len, StandardCharsets.UTF_8);
                    out.write(redactor.redact(line).getBytes(StandardCharsets.UTF_8));
                }
            };
        }
    }
}
