package io.jenkins.plugins.deploymentworkflow.steps.release;

import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.release.Kind;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code finishHotfix()}: merges and tags the hotfix that is open. */
public class FinishHotfixStep extends FlowStep {
    @DataBoundConstructor
    public FinishHotfixStep() {}

    @Override
    RepositoryWork work() {
        return new FlowWork(Kind.HOTFIX, true, getVersion());
    }

    @Extension
    public static class DescriptorImpl extends FlowDescriptor {
        public DescriptorImpl() {
            super("finishHotfix");
        }

        @Override
        public String getDisplayName() {
            return Messages.FinishHotfixStep_displayName();
        }
    }
}
