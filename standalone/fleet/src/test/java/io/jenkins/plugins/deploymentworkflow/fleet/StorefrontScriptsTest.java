package io.jenkins.plugins.deploymentworkflow.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example's own scripts really deploy, route, verify and go back. */
class StorefrontScriptsTest {
    private static final Path EXAMPLE = Path.of("..", "..", "docs", "examples", "storefront")
            .toAbsolutePath()
            .normalize();

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    @BeforeEach
    void build() throws Exception {
        port = new Ports().take();
        for (String version : List.of("1.0.0", "1.1.0")) {
            assertEquals(0, run("build.sh", version, jar(version)).exitCode());
        }
    }

    @AfterEach
    void stop() throws Exception {
        assertEquals(0, run("scripts/stop.sh", "--env", "test").exitCode());
    }

    @Test
    void aVersionIsDeployedBesideAnotherGetsItsShareAndIsTakenBack() throws Exception {
        succeeds("deploy", "1.0.0");
        succeeds("verify_deployment", "1.0.0");
        assertTrue(succeeds("smoke_tests", "1.0.0").contains("passed: /api/checkout"));
        succeeds("deploy", "1.1.0", "--weight", "0");
        succeeds("verify_deployment", "1.1.0");
        assertEquals(0, served("1.1.0", 10), "it is in place without traffic");
        succeeds("route", "1.1.0", "--weight", "25", "--previous", "1.0.0");
        assertEquals(
                "{\"versions\":{\"1.1.0\":\"25%\",\"1.0.0\":\"75%\"}}",
                succeeds("observe", "1.1.0").trim());
        assertEquals(25, served("1.1.0", 100), 1);
        succeeds("rollback", "1.0.0");
        assertEquals(0, served("1.1.0", 10));
        assertEquals(
                "{\"versions\":{\"1.0.0\":\"100%\"}}",
                succeeds("observe", "1.0.0").trim());
        assertEquals(1, script("verify_deployment", "1.1.0").exitCode(), "it does not run any more");
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        Ended noArtifact = run("scripts/deploy.sh", "--env", "test", "--version", "9.9.9");
        assertEquals(1, noArtifact.exitCode());
        assertTrue(noArtifact.output().contains("no artifact of 9.9.9"), noArtifact.output());
        Ended noName = run("scripts/deploy.sh", "--env", "../x", "--version", "1.0.0");
        assertEquals(2, noName.exitCode());
        assertTrue(noName.output().contains("expected an environment's name, found \"../x\""), noName.output());
        Ended nothingThere = script("route", "1.1.0", "--weight", "50", "--previous", "1.0.0");
        assertEquals(1, nothingThere.exitCode());
        assertTrue(nothingThere.output().contains("does not run; deploy it first"), nothingThere.output());
        assertEquals(2, run("scripts/deploy.sh", "--env", "test", "--typo", "1").exitCode());
    }

    @Test
    void anEnvironmentWithATokenNeedsIt() throws Exception {
        Path work = Files.createDirectories(directory.resolve("work/test"));
        Files.writeString(work.resolve("token"), "masked-by-test\n");
        Ended refused = script("deploy", "1.0.0", "--token", "wrong");
        assertEquals(1, refused.exitCode());
        assertTrue(refused.output().contains("the token is not the one of test"), refused.output());
        succeeds("deploy", "1.0.0", "--token", "masked-by-test");
        Files.delete(work.resolve("token"));
    }

    private int served(String version, int requests) throws Exception {
        int found = 0;
        for (int i = 0; i < requests; i++) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/version"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(200, response.statusCode());
            found += response.body().contains("\"" + version + "\"") ? 1 : 0;
        }
        return found;
    }

    private String succeeds(String script, String version, String... more) throws Exception {
        Ended ended = script(script, version, more);
        assertEquals(0, ended.exitCode(), ended.output());
        return ended.output();
    }

    private Ended script(String script, String version, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("--env", "test", "--version", version, "--artifact", jar(version)));
        arguments.addAll(List.of(more));
        return run("scripts/" + script + ".sh", arguments.toArray(String[]::new));
    }

    private String jar(String version) {
        return directory.resolve("storefront-" + version + ".jar").toString();
    }

    private record Ended(int exitCode, String output) {}

    private Ended run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(EXAMPLE.resolve(program).toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "script", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("STOREFRONT_WORK", directory.resolve("work").toString());
        builder.environment().put("STOREFRONT_SCRIPTED_PORT", Integer.toString(port));
        builder.environment()
                .merge(
                        "PATH",
                        Path.of(System.getProperty("java.home"), "bin").toString(),
                        (path, bin) -> bin + ":" + path);
        Process process = builder.start();
        assertTrue(process.waitFor(FleetUnderTest.BOUND.toSeconds(), TimeUnit.SECONDS), program + " hangs");
        return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
