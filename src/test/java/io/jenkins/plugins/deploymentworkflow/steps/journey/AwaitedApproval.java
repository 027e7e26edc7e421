package io.jenkins.plugins.deploymentworkflow.steps.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.deploymentworkflow.global.Caller;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.operation.Asking;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import io.jenkins.plugins.deploymentworkflow.steps.Shop;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jvnet.hudson.test.JenkinsRule;

/** A promotion that waits for anna's word, and gets it after the restart, or does not. */
record AwaitedApproval(boolean given) implements Journey {
    @Override
    public String name() {
        return given ? "approved" : "not-approved";
    }

    @Override
    public void begin(JenkinsRule jenkins, Path holds) throws Exception {
        String guards = "  guards: { approval: { by: [anna], timeout: " + (given ? "1h" : "20s") + " } }\n";
        start(jenkins, holds, Shop.environment("production", "1s") + guards, "promote version: '1.0.0'\n");
    }

    @Override
    public boolean isThere(JenkinsRule jenkins) {
        return events().stream().anyMatch(Event.Held.class::isInstance);
    }

    @Override
    public void goOn(JenkinsRule jenkins, Path holds) throws Exception {
        assertEquals(List.of(), calls(jenkins), "touched before it was approved");
        if (given) {
            assertTrue(run(jenkins).isBuilding());
            try (ACLContext as = ACL.as(User.getById("anna", true))) {
                new Asking(Ledgers.get().store())
                        .release(name(), "production", "", Caller.current(), "seen", Instant.now());
            }
        }
    }

    @Override
    public void end(JenkinsRule jenkins, Path holds) throws Exception {
        if (given) {
            jenkins.assertLogContains("approved by anna: seen", succeeded(jenkins));
            assertOnce(jenkins, "deploy 1.0.0");
        } else {
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run(jenkins)));
            jenkins.assertLogContains("none of anna approved 1.0.0 within 20s; nothing was touched", run(jenkins));
            assertEquals(List.of(), calls(jenkins));
        }
        assertEquals(1, events().stream().filter(Event.Held.class::isInstance).count(), "asked more than once");
    }
}
