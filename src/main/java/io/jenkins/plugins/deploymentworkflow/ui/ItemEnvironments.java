package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.Extension;
import hudson.model.AbstractItem;
import hudson.model.Action;
import hudson.model.ItemGroup;
import hudson.model.Job;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentPermissions;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.StaplerProxy;

/** The environments that builds of a job, or of jobs below a folder, deployed to. */
public class ItemEnvironments extends Environments implements Action, StaplerProxy {
    private final AbstractItem item;

    ItemEnvironments(AbstractItem item) {
        this.item = item;
    }

    public AbstractItem getItem() {
        return item;
    }

    @Override
    String scope() {
        return item.getFullName();
    }

    @Override
    public Object getTarget() {
        item.checkPermission(DeploymentPermissions.VIEW);
        return this;
    }

    /** Null, which hides the link, for who may not see it and where nothing was deployed from. */
    @Override
    public String getIconFileName() {
        return item.hasPermission(DeploymentPermissions.VIEW) && Indexes.get().deploysFrom(item.getFullName())
                ? "symbol-paper-plane-outline"
                : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.EnvironmentsRootAction_displayName();
    }

    @Override
    public String getUrlName() {
        return EnvironmentsRootAction.URL;
    }

    /** For jobs and for folders of any kind. */
    @Extension
    public static class Factory extends TransientActionFactory<AbstractItem> {
        @Override
        public Class<AbstractItem> type() {
            return AbstractItem.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return ItemEnvironments.class;
        }

        @Override
        public Collection<? extends Action> createFor(AbstractItem target) {
            return target instanceof Job || target instanceof ItemGroup
                    ? List.of(new ItemEnvironments(target))
                    : List.of();
        }
    }
}
