package io.jenkins.plugins.deploymentworkflow.target.local;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet that takes connections and says nothing. */
class SilentFleetTest {
    private static final String LISTEN = "127.0.0.1:0";
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Action INSTALL = new Action.Install("1.4.0", List.of("1.4.0-1", "1.4.0-2"), BOUND);

    @TempDir
    Path state;

    private LocalTarget target(int port, Duration answer) throws IOException {
        FleetEndpoint endpoint = new FleetEndpoint(
                ProcessHandle.current().pid(),
                Instant.now(),
                LISTEN,
                URI.create("http://127.0.0.1:" + port),
                "s3cr3t-token");
        Files.write(
                state.resolve(FleetEndpoint.FILE), FleetJson.lenient().writeValueAsBytes(endpoint));
        HttpClient http = HttpClient.newBuilder().connectTimeout(BOUND).build();
        return new LocalTarget(new FleetClient(LISTEN, state, http, Optional.empty(), answer));
    }

    @Test
    void nothingBlocksOnIt() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            LocalTarget target = target(silent.getLocalPort(), BOUND);
            target.start("h", INSTALL);
            CompletableFuture<Fleet> looked = target.observe();

            assertInstanceOf(Progress.Running.class, target.poll("h", INSTALL));
            assertFalse(looked.isDone());
        }
    }

    @Test
    void itIsReportedAndACancelledAttemptTellsItNoMore() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            LocalTarget target = target(silent.getLocalPort(), Duration.ofMillis(300));
            target.start("h", INSTALL);
            CompletableFuture<Fleet> looked = target.observe();
            target.cancel("h");

            await().atMost(BOUND).until(() -> !(target.poll("h", INSTALL) instanceof Progress.Running));
            Progress.Failed failed = assertInstanceOf(Progress.Failed.class, target.poll("h", INSTALL));
            assertTrue(failed.message().contains("did not answer in time"), failed.message());
            Throwable seen =
                    assertThrows(CompletionException.class, looked::join).getCause();
            assertTrue(
                    assertInstanceOf(TargetException.class, seen).getMessage().contains("did not answer in time"));
        }
    }
}
