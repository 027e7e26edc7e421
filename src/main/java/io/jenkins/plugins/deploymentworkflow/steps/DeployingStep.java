package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the steps have in common that bring a new version to an environment. */
public abstract class DeployingStep extends OperationStep {
    private final String version;
    private String environment = "";
    private String artifact = "";
    private StrategyChoice strategy;
    private String override = "";

    DeployingStep(String version) {
        this.version = Given.text(version);
    }

    /** Where it goes when nothing else is said. */
    abstract String usualEnvironment();

    public String getVersion() {
        return version;
    }

    public String getEnvironment() {
        return Given.text(environment, usualEnvironment());
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = Given.text(environment);
    }

    /** The file to deploy, as a path or a pattern below the workspace; empty for the one the version has already. */
    public String getArtifact() {
        return artifact;
    }

    @DataBoundSetter
    public void setArtifact(String artifact) {
        this.artifact = Given.text(artifact);
    }

    /** Null for what the environment file says. */
    public StrategyChoice getStrategy() {
        return strategy;
    }

    /** @param strategy a name, or a {@link StrategyChoice} */
    @DataBoundSetter
    public void setStrategy(CharSequence strategy) {
        this.strategy = StrategyChoice.of(strategy);
    }

    /** Why guards are to be gone past; empty when they are kept. */
    public String getOverride() {
        return Given.text(override);
    }

    @DataBoundSetter
    public void setOverride(String override) {
        this.override = Given.text(override);
    }

    Wish wish(Operation operation) {
        return new Wish(
                operation,
                getEnvironment(),
                getApplication(),
                getVersion(),
                getArtifact(),
                getStrategy(),
                getOverride());
    }

    /** Lets the Snippet Generator write a strategy that is a name alone as a text: {@code strategy: 'canary'}. */
    public abstract static class DeployingDescriptor extends OperationDescriptor implements CustomDescribableModel {
        private static final String STRATEGY = "strategy";

        protected DeployingDescriptor(String function) {
            super(function);
        }

        @Override
        public UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable step) {
            if (!(step.getArguments().get(STRATEGY) instanceof UninstantiatedDescribable choice)
                    || !StrategyChoice.SYMBOL.equals(choice.getSymbol())) {
                return step;
            }
            Map<String, Object> written = new LinkedHashMap<>(step.getArguments());
            written.put(STRATEGY, choice.getArguments().get("name"));
            return step.withArguments(written);
        }

        @POST
        public FormValidation doCheckVersion(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.versionToDeploy(value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckArtifact(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.below(value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckOverride(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.override(value) : FormValidation.ok();
        }
    }
}
