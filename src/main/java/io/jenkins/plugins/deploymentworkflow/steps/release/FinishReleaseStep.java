package io.jenkins.plugins.deploymentworkflow.steps.release;

import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.release.Kind;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code finishRelease()}: merges and tags the release that is open. */
public class FinishReleaseStep extends FlowStep {
    @DataBoundConstructor
    public FinishReleaseStep() {}

    @Override
    RepositoryWork work() {
        return new FlowWork(Kind.RELEASE, true, getVersion());
    }

    @Extension
    public static class DescriptorImpl extends FlowDescriptor {
        public DescriptorImpl() {
            super("finishRelease");
        }

        @Override
        public String getDisplayName() {
            return Messages.FinishReleaseStep_displayName();
        }
    }
}
