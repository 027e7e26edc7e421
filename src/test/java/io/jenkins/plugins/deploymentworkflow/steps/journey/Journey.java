package io.jenkins.plugins.deploymentworkflow.steps.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Job;
import hudson.model.Result;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import io.jenkins.plugins.deploymentworkflow.steps.Shop;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** A job and application of its own that deploys, and that a restart of the controller meets at a known place. */
interface Journey extends Serializable {
    /** The job's name, and the application's. */
    String name();

    /** @param holds a directory of its own: see {@link Shop#held} */
    void begin(JenkinsRule jenkins, Path holds) throws Exception;

    /** Whether it is where the restart is to meet it, and all that is known of it is on disk. */
    boolean isThere(JenkinsRule jenkins) throws Exception;

    /** What happens once the controller is back. */
    default void goOn(JenkinsRule jenkins, Path holds) throws Exception {}

    /** Waits for its end, which is as if nothing had happened. */
    void end(JenkinsRule jenkins, Path holds) throws Exception;

    default WorkflowRun start(JenkinsRule jenkins, Path holds, String production, String steps) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name());
        write(jenkins, production);
        Files.createDirectories(holds);
        job.setDefinition(new CpsFlowDefinition("node {\n" + steps + "}", true));
        return job.scheduleBuild2(0).waitForStart();
    }

    /** Writes the shop into the workspace. */
    default void write(JenkinsRule jenkins, String production) throws Exception {
        Shop.write(workspace(jenkins), production.replace("application: shop", "application: " + name()));
    }

    default WorkflowRun run(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName(name(), WorkflowJob.class).getLastBuild();
    }

    default WorkflowRun succeeded(JenkinsRule jenkins) throws Exception {
        return jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run(jenkins)));
    }

    default Path workspace(JenkinsRule jenkins) {
        TopLevelItem job = (TopLevelItem) jenkins.jenkins.getItemByFullName(name(), Job.class);
        return Path.of(jenkins.jenkins.getWorkspaceFor(job).getRemote());
    }

    default List<String> calls(JenkinsRule jenkins) throws IOException {
        Path calls = workspace(jenkins).resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    default void assertOnce(JenkinsRule jenkins, String call) throws IOException {
        assertEquals(1, calls(jenkins).stream().filter(call::equals).count(), name() + ": " + calls(jenkins));
    }

    default List<Event> events() {
        return Ledgers.get().store().ledger(name(), "production").after(0).stream()
                .map(Entry::event)
                .toList();
    }

    /** How many commands of the operation under way have been written down as begun. */
    default long kept(JenkinsRule jenkins) throws IOException {
        Path directory = jenkins.jenkins.getRootDir().toPath().resolve("deployment-workflow/.commands");
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(directory)) {
            long begun = 0;
            for (Path file :
                    files.filter(each -> each.getFileName().toString().matches("[a-z]+-" + name() + "-\\d+-.*"))
                            .toList()) {
                begun += Files.readString(file).split("<controller ").length - 1;
            }
            return begun;
        }
    }

    /** A promotion of 1.1.0 after one of 1.0.0, one of whose commands does not end before the restart. */
    record HeldPromotion(String strategy, String command) implements Journey {
        @Override
        public String name() {
            return strategy + "-" + command;
        }

        @Override
        public void begin(JenkinsRule jenkins, Path holds) throws Exception {
            start(
                    jenkins,
                    holds,
                    Shop.held(Shop.environment("production", "1s"), "1.1.0", holds),
                    """
                    promote version: '1.0.0', strategy: '%1$s'
                    def result = promote version: '1.1.0', strategy: '%1$s'
                    echo "result: ${result.outcome} ${result.version} after ${result.previousVersion}"
                    """
                            .formatted(strategy));
            Files.createFile(holds.resolve(command));
        }

        @Override
        public boolean isThere(JenkinsRule jenkins) throws Exception {
            List<String> calls = calls(jenkins);
            List<String> since = calls.subList(Math.max(0, calls.indexOf("deploy 1.1.0")), calls.size());
            return since.contains("deploy 1.1.0")
                    && since.get(since.size() - 1).startsWith(command)
                    && kept(jenkins) == since.size();
        }

        @Override
        public void goOn(JenkinsRule jenkins, Path holds) throws Exception {
            Files.delete(holds.resolve(command));
        }

        @Override
        public void end(JenkinsRule jenkins, Path holds) throws Exception {
            jenkins.assertLogContains("result: succeeded 1.1.0 after 1.0.0", succeeded(jenkins));
            assertEquals(new Undisturbed(strategy).calls(jenkins), calls(jenkins), name());
        }
    }

    /** The same promotion without a restart in it; says what calls there should be. */
    record Undisturbed(String strategy) implements Journey {
        @Override
        public String name() {
            return strategy;
        }

        @Override
        public void begin(JenkinsRule jenkins, Path holds) throws Exception {
            start(
                    jenkins,
                    holds,
                    Shop.environment("production", "1s"),
                    "promote version: '1.0.0', strategy: '%1$s'\npromote version: '1.1.0', strategy: '%1$s'\n"
                            .formatted(strategy));
        }

        @Override
        public boolean isThere(JenkinsRule jenkins) {
            return run(jenkins) != null && !run(jenkins).isBuilding();
        }

        @Override
        public void end(JenkinsRule jenkins, Path holds) throws Exception {
            succeeded(jenkins);
        }
    }

    /** One command of one step, after others that have ended, does not end before the restart. */
    record HeldStep(String name, String before, String step, String command, String call) implements Journey {
        @Override
        public void begin(JenkinsRule jenkins, Path holds) throws Exception {
            String held = "./shop.sh " + command + "; while [ -f " + hold(holds) + " ]; do sleep 0.2; done\"";
            start(
                    jenkins,
                    holds,
                    Shop.patient(Shop.environment("production", "1s"))
                            .replace("./shop.sh " + command + "\"", held),
                    before + "echo \"result: ${(" + step + ").outcome}\"\n");
            Files.createFile(hold(holds));
        }

        @Override
        public boolean isThere(JenkinsRule jenkins) throws Exception {
            return calls(jenkins).contains(call) && kept(jenkins) == 1;
        }

        @Override
        public void goOn(JenkinsRule jenkins, Path holds) throws Exception {
            Files.delete(hold(holds));
        }

        private Path hold(Path holds) {
            return holds.resolve(command.split(" ")[0]);
        }

        @Override
        public void end(JenkinsRule jenkins, Path holds) throws Exception {
            jenkins.assertLogContains("result: succeeded", succeeded(jenkins));
            assertOnce(jenkins, call);
        }
    }

    /** A canary that pauses at a quarter of the traffic. */
    record PausingCanary(String version) implements Journey {
        @Override
        public String name() {
            return version.endsWith("-bad") ? "bad-canary" : "good-canary";
        }

        @Override
        public void begin(JenkinsRule jenkins, Path holds) throws Exception {
            start(
                    jenkins,
                    holds,
                    Shop.environment("production", "1s"),
                    "promote version: '1.0.0'\npromote version: '" + version
                            + "', strategy: canary(steps: '10%,25%,100%', interval: '6s')\n");
        }

        @Override
        public boolean isThere(JenkinsRule jenkins) throws Exception {
            return calls(jenkins).contains("route " + version + " 10");
        }

        @Override
        public void end(JenkinsRule jenkins, Path holds) throws Exception {
            if (version.endsWith("-bad")) {
                jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run(jenkins)));
                jenkins.assertLogContains("was rolled back, 1.0.0 serves again", run(jenkins));
            } else {
                succeeded(jenkins);
                assertOnce(jenkins, "route " + version + " 100");
            }
            jenkins.assertLogContains("gone on with by", run(jenkins));
            assertOnce(jenkins, "deploy " + version);
            assertOnce(jenkins, "route " + version + " 10");
            assertOnce(jenkins, "route " + version + " 25");
        }
    }
}
