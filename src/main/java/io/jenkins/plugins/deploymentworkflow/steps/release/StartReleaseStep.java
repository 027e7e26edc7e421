package io.jenkins.plugins.deploymentworkflow.steps.release;

import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.release.Kind;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code startRelease(version: '1.5.0')}: begins a release. */
public class StartReleaseStep extends FlowStep {
    @DataBoundConstructor
    public StartReleaseStep() {}

    @Override
    RepositoryWork work() {
        return new FlowWork(Kind.RELEASE, false, getVersion());
    }

    @Extension
    public static class DescriptorImpl extends FlowDescriptor {
        public DescriptorImpl() {
            super("startRelease");
        }

        @Override
        public String getDisplayName() {
            return Messages.StartReleaseStep_displayName();
        }
    }
}
