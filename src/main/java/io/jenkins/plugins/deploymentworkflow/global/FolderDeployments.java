package io.jenkins.plugins.deploymentworkflow.global;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.ListBoxModel;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** What is configured for the jobs of a folder; it goes before what is configured above it. */
public class FolderDeployments extends AbstractFolderProperty<AbstractFolder<?>> {
    private List<KnownEnvironment> environments = new ArrayList<>();
    private String strategy = "";

    @DataBoundConstructor
    public FolderDeployments() {
        // Everything may be left out.
    }

    public List<KnownEnvironment> getEnvironments() {
        return List.copyOf(environments);
    }

    /** @throws IllegalArgumentException when a name is none, or one is there twice */
    @DataBoundSetter
    public void setEnvironments(List<KnownEnvironment> environments) {
        List<KnownEnvironment> wanted = environments == null ? List.of() : environments;
        KnownEnvironment.check(wanted);
        this.environments = new ArrayList<>(wanted);
    }

    /** What is used when neither step nor environment file says; empty for what is configured above. */
    public String getStrategy() {
        return strategy;
    }

    /** @throws IllegalArgumentException when there is no such strategy */
    @DataBoundSetter
    public void setStrategy(String strategy) {
        this.strategy = Checks.strategy(strategy);
    }

    @Extension(optional = true)
    @Symbol("deploymentWorkflow")
    public static class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.FolderDeployments_displayName();
        }

        @POST
        public ListBoxModel doFillStrategyItems(@AncestorInPath Item item) {
            Checks.allowed(item);
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.FolderDeployments_asAbove(), "");
            Checks.STRATEGIES.forEach(name -> items.add(name, name));
            return items;
        }
    }

    /** Finds it again for a job below the folder. */
    @Extension(optional = true)
    public static class Source implements EnvironmentSource {
        @Override
        public List<KnownEnvironment> environments(ItemGroup<?> place) {
            FolderDeployments found = in(place);
            return found == null ? List.of() : found.getEnvironments();
        }

        @Override
        public String strategy(ItemGroup<?> place) {
            FolderDeployments found = in(place);
            return found == null ? "" : found.getStrategy();
        }

        private static FolderDeployments in(ItemGroup<?> place) {
            return place instanceof AbstractFolder<?> folder
                    ? folder.getProperties().get(FolderDeployments.class)
                    : null;
        }
    }
}
