package io.jenkins.plugins.deploymentworkflow.global;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import jenkins.model.Jenkins;
import org.jvnet.localizer.Localizable;

/** Who may do what with deployments; granted for the controller, a folder or a job. */
public final class DeploymentPermissions {
    public static final PermissionGroup GROUP =
            new PermissionGroup("Deployments", DeploymentPermissions.class, Messages._DeploymentPermissions_title());

    /** To see deployments, environments and their history. */
    public static final Permission VIEW =
            permission("View", Messages._DeploymentPermissions_view(), Item.READ);

    /** To prepare an environment, to test it, and to deploy to staging. */
    public static final Permission DEPLOY =
            permission("Deploy", Messages._DeploymentPermissions_deploy(), Item.BUILD);

    /** To bring a version to production. Who may change a job may make it do anything, so that implies it. */
    public static final Permission PROMOTE =
            permission("Promote", Messages._DeploymentPermissions_promote(), Item.CONFIGURE);

    /** To go back to an earlier version, and to abort what is under way. */
    public static final Permission ROLLBACK =
            permission("Rollback", Messages._DeploymentPermissions_rollback(), PROMOTE);

    /** To release a deployment that is held. */
    public static final Permission APPROVE =
            permission("Approve", Messages._DeploymentPermissions_approve(), Jenkins.ADMINISTER);

    /** To go past guards, and to take over a lock. */
    public static final Permission OVERRIDE =
            permission("Override", Messages._DeploymentPermissions_override(), Jenkins.ADMINISTER);

    /** To change what is configured for a folder or the controller. */
    public static final Permission CONFIGURE =
            permission("Configure", Messages._DeploymentPermissions_configure(), Jenkins.ADMINISTER);

    private DeploymentPermissions() {}

    /** What an operation asks for. */
    public static Permission of(Operation operation) {
        return switch (operation) {
            case PREPARE, SMOKE, STAGE -> DEPLOY;
            case PROMOTE -> PROMOTE;
            case ROLLBACK -> ROLLBACK;
        };
    }

    /** Makes them known before anything that grants them is read: being called initialises this class. */
    @Initializer(after = InitMilestone.PLUGINS_STARTED, before = InitMilestone.EXTENSIONS_AUGMENTED)
    public static void known() {}

    private static Permission permission(String name, Localizable description, Permission impliedBy) {
        PermissionScope[] scopes = {PermissionScope.JENKINS, PermissionScope.ITEM_GROUP, PermissionScope.ITEM};
        return new Permission(GROUP, name, description, impliedBy, true, scopes);
    }
}
