package io.jenkins.plugins.deploymentworkflow.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.EnvVars;
import hudson.model.BooleanParameterDefinition;
import hudson.model.BooleanParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetEndpoint;
import io.jenkins.plugins.deploymentworkflow.target.local.FleetLocator;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The example application goes to staging and production of a real local fleet, by its own Jenkinsfile. */
@WithJenkins
class StorefrontJenkinsTest {
    private static final Path EXAMPLE = Path.of("docs/examples/storefront");
    private static final Path TOOL = Path.of("standalone/tool/target/deployment-workflow/lib/tool.jar");

    private static final int SHOPPERS = 6;

    @TempDir
    Path fleets;

    private final List<Integer> started = new ArrayList<>();
    private final ScheduledExecutorService shoppers = Executors.newScheduledThreadPool(SHOPPERS);
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private String fleetsBefore;
    private int production;
    private int staging;
    private JenkinsRule jenkins;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        assumeTrue(Files.exists(TOOL), "the tool is not built; bin/deployment-workflow builds it");
        jenkins = rule;
        fleetsBefore = EnvVars.masterEnvVars.put(FleetLocator.VARIABLE, fleets.toString());
        production = freePort();
        staging = freePort();
        fleet(production);
        fleet(staging);
        EnvironmentVariablesNodeProperty ports = new EnvironmentVariablesNodeProperty();
        ports.getEnvVars().put("STOREFRONT_PORT", String.valueOf(production));
        ports.getEnvVars().put("STOREFRONT_STAGING_PORT", String.valueOf(staging));
        jenkins.jenkins.getGlobalNodeProperties().add(ports);
        // Enough that a twentieth of them is what the gates ask for within a step.
        for (int i = 0; i < SHOPPERS; i++) {
            shoppers.scheduleAtFixedRate(this::shop, i, 25, TimeUnit.MILLISECONDS);
        }
    }

    @AfterEach
    void stop() throws Exception {
        shoppers.shutdownNow();
        if (fleetsBefore == null) {
            EnvVars.masterEnvVars.remove(FleetLocator.VARIABLE);
        } else {
            EnvVars.masterEnvVars.put(FleetLocator.VARIABLE, fleetsBefore);
        }
        for (int port : started) {
            shutDown(port);
        }
    }

    @Test
    void itsJenkinsfileTakesItToProductionAndABadVersionIsTakenBack() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "storefront");
        copyExample(Path.of(jenkins.jenkins.getWorkspaceFor(job).getRemote()));
        job.setDefinition(new CpsFlowDefinition(Files.readString(EXAMPLE.resolve("Jenkinsfile")), true));
        // As a build without parameters would have left them, for it is the first build that defines them.
        job.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("VERSION", "1.0.0"),
                new StringParameterDefinition("STRATEGY", "blue-green"),
                new BooleanParameterDefinition("PROMOTE", false, ""),
                new BooleanParameterDefinition("ROLLBACK", false, "")));
        jenkins.assertBuildStatusSuccess(run(job, "1.0.0", "blue-green"));
        int failedBefore = failed.get();
        int servedBefore = served.get();
        WorkflowRun canary = run(job, "1.1.0", "canary");
        jenkins.assertBuildStatusSuccess(canary);
        jenkins.assertLogContains("promote storefront 1.1.0 in production, canary, from 1.0.0", canary);
        assertTrue(served.get() - servedBefore > 100, "served meanwhile: " + (served.get() - servedBefore));
        assertEquals(failedBefore, failed.get(), "no shopper may notice");

        job.setDefinition(new CpsFlowDefinition(
                """
                node {
                    sh "./build.sh 1.2.0 --fault 'errors=60%'"
                    promote version: '1.2.0', artifact: 'dist/storefront-1.2.0.jar',
                        strategy: canary(steps: '25%,100%', interval: '10s')
                }
                """,
                true));
        WorkflowRun bad = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("was rolled back, 1.1.0 serves again", bad);
        assertTrue(
                JenkinsRule.getLog(bad)
                        .matches("(?s).*ERROR: promote of storefront 1\\.2\\.0 in production was rolled back[^\\n]*"
                                + "gate traffic\\.errorRate on 1\\.2\\.0 failed: found [0-9.]+% \\([^)]*5%\\) from"
                                + " [0-9]+ samples in [^\\n]*rule: .*"),
                JenkinsRule.getLog(bad));
    }

    private WorkflowRun run(WorkflowJob job, String version, String strategy) throws Exception {
        ParametersAction parameters = new ParametersAction(List.of(
                new StringParameterValue("VERSION", version),
                new StringParameterValue("STRATEGY", strategy),
                new BooleanParameterValue("PROMOTE", true),
                new BooleanParameterValue("ROLLBACK", false)));
        WorkflowRun run = job.scheduleBuild2(0, parameters).waitForStart();
        return jenkins.waitForCompletion(run);
    }

    private void shop() {
        try {
            HttpResponse<Void> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + production + "/"))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            (answer.statusCode() == 200 ? served : failed).incrementAndGet();
        } catch (IOException e) {
            failed.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shutDown(int port) throws Exception {
        JsonNode endpoint = new ObjectMapper()
                .readTree(fleets.resolve("127.0.0.1_" + port).resolve(FleetEndpoint.FILE).toFile());
        http.send(
                HttpRequest.newBuilder(URI.create(endpoint.get("control").asText() + "/v1/shutdown"))
                        .header("Authorization", "Bearer " + endpoint.get("token").asText())
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        Optional<ProcessHandle> process =
                ProcessHandle.of(endpoint.get("pid").asLong());
        if (process.isPresent()) {
            process.get().onExit().get(1, TimeUnit.MINUTES);
        }
    }

    private void fleet(int port) throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        TOOL.toString(),
                        "fleet",
                        "start",
                        "--listen",
                        "127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(fleets.resolve("start-" + port + ".log").toFile());
        command.environment().put(FleetLocator.VARIABLE, fleets.toString());
        Process starter = command.start();
        assertTrue(starter.waitFor(2, TimeUnit.MINUTES), "the fleet has not started");
        started.add(port);
        assertEquals(0, starter.exitValue(), Files.readString(fleets.resolve("start-" + port + ".log")));
    }

    private static void copyExample(Path workspace) throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.toList()) {
                Path to = workspace.resolve(EXAMPLE.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
