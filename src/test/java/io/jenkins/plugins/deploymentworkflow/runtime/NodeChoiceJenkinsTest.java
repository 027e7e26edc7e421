package io.jenkins.plugins.deploymentworkflow.runtime;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.Label;
import hudson.slaves.DumbSlave;
import hudson.tasks.Shell;
import io.jenkins.plugins.deploymentworkflow.freestyle.PromoteBuilder;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentWorkflowConfiguration;
import io.jenkins.plugins.deploymentworkflow.global.KnownEnvironment;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.steps.PromoteStep;
import io.jenkins.plugins.deploymentworkflow.steps.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A rollback without a build finds a node when the one of the last build is not there any more. */
@WithJenkins
class NodeChoiceJenkinsTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path outside;

    private JenkinsRule jenkins;
    private DumbSlave first;

    /** 1.0.0 and 1.1.0 are promoted on an agent; the commands need nothing of its workspace. */
    @BeforeEach
    void promoted(JenkinsRule rule) throws Exception {
        jenkins = rule;
        first = jenkins.createOnlineSlave(Label.get("build"));
        String environment = Shop.environment("production", "1s")
                .replace("./shop.sh", "echo `pwd`: $NODE_NAME >> " + outside.resolve("calls") + "; true");
        FreeStyleProject job = jenkins.createFreeStyleProject("shop");
        job.setAssignedNode(first);
        job.getBuildersList()
                .addAll(List.of(
                        new Shell("mkdir -p config/environment\n"
                                + Shop.written("config/environment/production.yaml", environment)),
                        new PromoteBuilder(new PromoteStep("1.0.0")),
                        new PromoteBuilder(new PromoteStep("1.1.0"))));
        jenkins.buildAndAssertSuccess(job);
    }

    private static void configure(String label) {
        KnownEnvironment production = new KnownEnvironment("production");
        production.setNodeLabel(label);
        DeploymentWorkflowConfiguration.get().setEnvironments(List.of(production));
    }

    private static String rollback() throws Exception {
        return ByHand.rollback("shop", "production", "", "alice", "").get();
    }

    private static List<Entry> entries() {
        return Ledgers.get().store().ledger("shop", "production").after(0);
    }

    private static Event.Started started(String deployment) {
        return entries().stream()
                .map(Entry::event)
                .filter(event -> event instanceof Event.Started && event.deployment().equals(deployment))
                .map(Event.Started.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void succeeds(String deployment) {
        Awaitility.await().atMost(LONG).until(() -> entries().stream()
                .map(Entry::event)
                .anyMatch(event -> event instanceof Event.Ended ended
                        && ended.deployment().equals(deployment)
                        && ended.outcome() == Event.Outcome.SUCCEEDED));
    }

    @Test
    void theNodeOfTheLastBuildIsTakenAsLongAsItIsThere() throws Exception {
        jenkins.createOnlineSlave(Label.get("deploy"));
        configure("deploy");
        String begun = rollback();
        succeeds(begun);
        assertEquals(first.getNodeName(), started(begun).origin().node());
    }

    @Test
    void whenItIsGoneANodeOfTheLabelTakesItInADirectoryOfItsOwn() throws Exception {
        DumbSlave second = jenkins.createOnlineSlave(Label.get("deploy"));
        jenkins.jenkins.removeNode(first);
        configure("deploy && !build");
        String begun = rollback();
        succeeds(begun);
        Event.Origin origin = started(begun).origin();
        String own = second.getRemoteFS() + "/deployment-workplaces/shop/production";
        List<String> calls = Files.readAllLines(outside.resolve("calls"));
        assertAll(
                () -> assertEquals(second.getNodeName(), origin.node()),
                () -> assertEquals(own, origin.directory()),
                () -> assertEquals(own + ": " + second.getNodeName(), calls.get(calls.size() - 1)));
    }

    @Test
    void whenItIsOfflineTooForNothingIsUnderWayThere() throws Exception {
        DumbSlave second = jenkins.createOnlineSlave(Label.get("deploy"));
        jenkins.disconnectSlave(first);
        configure("deploy");
        String begun = rollback();
        succeeds(begun);
        assertEquals(second.getNodeName(), started(begun).origin().node());
    }

    @Test
    void withoutALabelOrANodeOfItNothingIsBegunAndItSaysWhy() throws Exception {
        jenkins.jenkins.removeNode(first);
        int before = entries().size();
        String gone = assertThrows(ExecutionException.class, NodeChoiceJenkinsTest::rollback).getMessage();
        assertTrue(gone.contains("there is no agent '" + first.getNodeName() + "' any more"), gone);
        configure("deploy");
        String none = assertThrows(ExecutionException.class, NodeChoiceJenkinsTest::rollback).getMessage();
        assertTrue(none.contains("no other one with the label 'deploy' is online"), none);
        assertEquals(before, entries().size());
    }
}
