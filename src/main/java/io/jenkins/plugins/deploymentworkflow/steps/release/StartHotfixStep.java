package io.jenkins.plugins.deploymentworkflow.steps.release;

import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.release.Kind;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code startHotfix(version: '1.5.0')}: begins a hotfix. */
public class StartHotfixStep extends FlowStep {
    @DataBoundConstructor
    public StartHotfixStep() {}

    @Override
    RepositoryWork work() {
        return new FlowWork(Kind.HOTFIX, false, getVersion());
    }

    @Extension
    public static class DescriptorImpl extends FlowDescriptor {
        public DescriptorImpl() {
            super("startHotfix");
        }

        @Override
        public String getDisplayName() {
            return Messages.StartHotfixStep_displayName();
        }
    }
}
