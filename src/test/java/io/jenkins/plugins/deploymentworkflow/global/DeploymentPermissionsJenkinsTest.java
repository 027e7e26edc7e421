package io.jenkins.plugins.deploymentworkflow.global;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Item;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class DeploymentPermissionsJenkinsTest {
    private static final String OWNER = DeploymentPermissions.class.getName() + ".";

    @Test
    void theyAreOneGroupThatIsKnownFromTheStart(JenkinsRule jenkins) throws Exception {
        PermissionGroup group = PermissionGroup.getAll().stream()
                .filter(each -> each.getId().equals("Deployments"))
                .findFirst()
                .orElseThrow();
        assertEquals("Deployments", group.title.toString(Locale.ENGLISH));
        assertEquals(
                List.of("Approve", "Configure", "Deploy", "Override", "Promote", "Rollback", "View"),
                group.getPermissions().stream().map(each -> each.name).toList());
        assertAll(group.getPermissions().stream()
                .map(each -> () -> assertAll(
                        () -> assertTrue(each.description.toString(Locale.ENGLISH).length() > 20, each.name),
                        () -> assertTrue(each.isContainedBy(PermissionScope.JENKINS)),
                        () -> assertTrue(each.isContainedBy(PermissionScope.ITEM_GROUP)),
                        () -> assertTrue(each.isContainedBy(PermissionScope.ITEM)))));
    }

    @Test
    void eachFollowsFromWhatSomebodyMayDoAlready(JenkinsRule jenkins) throws Exception {
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Item.READ).everywhere().to("reader")
                .grant(Item.READ, Item.BUILD).everywhere().to("builder")
                .grant(Item.READ, Item.CONFIGURE).everywhere().to("owner")
                .grant(Jenkins.READ, Jenkins.MANAGE, Jenkins.SYSTEM_READ).everywhere().to("manager")
                .grant(Jenkins.ADMINISTER).everywhere().to("administrator"));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        Item job = jenkins.createFreeStyleProject();
        assertAll(
                () -> assertEquals("View", granted(job, "reader")),
                () -> assertEquals("Deploy View", granted(job, "builder")),
                () -> assertEquals("Promote Rollback View", granted(job, "owner")),
                () -> assertEquals("", granted(job, "manager")),
                () -> assertEquals("Approve Configure Deploy Override Promote Rollback View",
                        granted(job, "administrator")),
                () -> assertEquals("", granted(job, "stranger")));
    }

    @Test
    void everyOperationAsksForOne(JenkinsRule jenkins) {
        assertAll(
                () -> assertEquals(OWNER + "Deploy", DeploymentPermissions.of(Operation.PREPARE).getId()),
                () -> assertEquals(OWNER + "Deploy", DeploymentPermissions.of(Operation.SMOKE).getId()),
                () -> assertEquals(OWNER + "Deploy", DeploymentPermissions.of(Operation.STAGE).getId()),
                () -> assertEquals(OWNER + "Promote", DeploymentPermissions.of(Operation.PROMOTE).getId()),
                () -> assertEquals(OWNER + "Rollback", DeploymentPermissions.of(Operation.ROLLBACK).getId()));
    }

    private static String granted(Item job, String user) {
        var identity = hudson.model.User.getById(user, true).impersonate2();
        return DeploymentPermissions.GROUP.getPermissions().stream()
                .filter(each -> job.getACL().hasPermission2(identity, each))
                .map((Permission each) -> each.name)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }
}
