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

/** {@code releaseNotes()}: what changed since the last release, from the messages of the commits. */
public class ReleaseNotesStep extends RepositoryStep {
    private String version = "";
    private String from = "";
    private String to = "";
    private String fromEnvironment = "";
    private String toEnvironment = "";
    private String application = "";
    private String path = "";
    private String file = "";
    private String changelog = "";
    private boolean deepen;

    @DataBoundConstructor
    public ReleaseNotesStep() {}

    /** The version that they are of; empty for what a tag of the last commit says. */
    public String getVersion() {
        return version;
    }

    @DataBoundSetter
    public void setVersion(String version) {
        this.version = Given.text(version);
    }

    /** A tag, version, branch or commit that changes count from; empty for the last release before. */
    public String getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(String from) {
        this.from = Given.text(from);
    }

    /** The same up to which they count; empty for what is checked out. */
    public String getTo() {
        return to;
    }

    @DataBoundSetter
    public void setTo(String to) {
        this.to = Given.text(to);
    }

    /** What runs in this environment is what changes count from; empty for {@link #getFrom}. */
    public String getFromEnvironment() {
        return fromEnvironment;
    }

    @DataBoundSetter
    public void setFromEnvironment(String fromEnvironment) {
        this.fromEnvironment = Given.text(fromEnvironment);
    }

    /** What runs in this environment is up to what they count; empty for {@link #getTo}. */
    public String getToEnvironment() {
        return toEnvironment;
    }

    @DataBoundSetter
    public void setToEnvironment(String toEnvironment) {
        this.toEnvironment = Given.text(toEnvironment);
    }

    /** Whose environments these are; empty for the only one that the build may know of, or that its job deployed. */
    public String getApplication() {
        return application;
    }

    @DataBoundSetter
    public void setApplication(String application) {
        this.application = Given.text(application);
    }

    /** Only commits that change something below it count; empty for all. */
    public String getPath() {
        return path;
    }

    @DataBoundSetter
    public void setPath(String path) {
        this.path = Given.text(path);
    }

    /** A file below the directory of the step that gets them as Markdown; empty for none. */
    public String getFile() {
        return file;
    }

    @DataBoundSetter
    public void setFile(String file) {
        this.file = Given.text(file);
    }

    /** A changelog below the directory of the step that gets the release; empty for none. */
    public String getChangelog() {
        return changelog;
    }

    @DataBoundSetter
    public void setChangelog(String changelog) {
        this.changelog = Given.text(changelog);
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
        return new ReleaseNotesWork(this);
    }

    @Extension
    public static class DescriptorImpl extends RepositoryDescriptor {
        public DescriptorImpl() {
            super("releaseNotes");
        }

        @Override
        public String getDisplayName() {
            return Messages.ReleaseNotesStep_displayName();
        }

        @POST
        public FormValidation doCheckVersion(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.version(value, false) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckFromEnvironment(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String from) {
            return environment(item, value, Messages.ReleaseNotesStep_bothFrom(), from);
        }

        @POST
        public FormValidation doCheckToEnvironment(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String to,
                @QueryParameter String version) {
            return environment(item, value, Messages.ReleaseNotesStep_bothTo(), to, version);
        }

        private static FormValidation environment(Item item, String value, String both, String... instead) {
            if (!FormChecks.allowed(item) || Given.text(value).isEmpty()) {
                return FormValidation.ok();
            }
            for (String other : instead) {
                if (!Given.text(other).isEmpty()) {
                    return FormValidation.error(both);
                }
            }
            return FormChecks.name(value, false);
        }

        @POST
        public FormValidation doCheckApplication(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.name(value, false) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckPath(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.below(value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckFile(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.below(value) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckChangelog(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.allowed(item) ? FormChecks.below(value) : FormValidation.ok();
        }
    }
}
