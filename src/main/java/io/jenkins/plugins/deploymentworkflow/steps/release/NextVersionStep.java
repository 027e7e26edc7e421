package io.jenkins.plugins.deploymentworkflow.steps.release;

import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentworkflow.steps.FormChecks;
import io.jenkins.plugins.deploymentworkflow.steps.Given;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code nextVersion()}: what the commits since the last release make of its version. */
public class NextVersionStep extends RepositoryStep {
    private String prefix = "";
    private String path = "";
    private String prerelease = "";
    private boolean deepen;

    @DataBoundConstructor
    public NextVersionStep() {}

    /** What stands before the version in tags of releases; empty for what {@code config/release.yaml} says. */
    public String getPrefix() {
        return prefix;
    }

    @DataBoundSetter
    public void setPrefix(String prefix) {
        this.prefix = Given.text(prefix);
    }

    /** Only commits that change something below it count; empty for all. */
    public String getPath() {
        return path;
    }

    @DataBoundSetter
    public void setPath(String path) {
        this.path = Given.text(path);
    }

    /** The identifier of the pre-release that is asked for; empty for a release. */
    public String getPrerelease() {
        return prerelease;
    }

    @DataBoundSetter
    public void setPrerelease(String prerelease) {
        this.prerelease = Given.text(prerelease);
    }

    /** Whether a shallow clone may be made whole. */
    public boolean isDeepen() {
        return deepen;
    }

    @DataBoundSetter
    public void setDeepen(boolean deepen) {
        this.deepen = deepen;
    }

    @Override
    RepositoryWork work() {
        return new NextVersionWork(prefix, path, prerelease, deepen);
    }

    @Extension
    public static class DescriptorImpl extends RepositoryDescriptor {
        public DescriptorImpl() {
            super("nextVersion");
        }

        @Override
        public String getDisplayName() {
            return Messages.NextVersionStep_displayName();
        }

        @POST
        public FormValidation doCheckPath(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.below(value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckPrerelease(@AncestorInPath Item item, @QueryParameter String value) {
            if (!FormChecks.allowed(item) || Given.text(value).isEmpty()) {
                return FormValidation.ok();
            }
            return FormChecks.version("0.0.0-" + Given.text(value), false).kind == FormValidation.Kind.OK
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.NextVersionStep_prerelease(value));
        }
    }
}
