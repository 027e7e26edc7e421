package io.jenkins.plugins.deploymentworkflow.verification;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings;
import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings.Probe;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsSmokeTestTest {
    private static final String[] A_YEAR = {"-validity", "365", "-ext", "san=ip:127.0.0.1"};

    @TempDir
    Path directory;

    @Test
    void aTrustedCertificateThatStaysValidIsGood() throws Exception {
        try (TlsServer server = new TlsServer(directory, A_YEAR);
                Verification verification = new Verification(server.trust(), System::nanoTime)) {
            verification.passes(new Probe.Tls("127.0.0.1", server.port(), 14));
            verification.passes(https("127.0.0.1", server));
        }
    }

    @Test
    void aCertificateThatEndsSoonIsNamedWithItsDays() throws Exception {
        try (TlsServer server = new TlsServer(directory, "-validity", "10", "-ext", "san=ip:127.0.0.1");
                Verification verification = new Verification(server.trust(), System::nanoTime)) {
            verification.passes(new Probe.Tls("127.0.0.1", server.port(), 9));
            String message = verification.fails(new Probe.Tls("127.0.0.1", server.port(), 14));
            assertTrue(
                    message.startsWith(
                            "tls 127.0.0.1:" + server.port() + ": expected a trusted certificate, valid for 14"),
                    message);
            assertTrue(
                    message.matches(".*, found that the certificate of CN=shop\\.test ends on .*Z, in 9 days"),
                    message);
        }
    }

    @Test
    void aCertificateThatHasEndedIsNamedWithItsEnd() throws Exception {
        try (TlsServer server =
                        new TlsServer(directory, "-startdate", "-10d", "-validity", "5", "-ext", "san=ip:127.0.0.1");
                Verification verification = new Verification()) {
            String message = verification.fails(new Probe.Tls("127.0.0.1", server.port(), 0));
            assertTrue(
                    message.matches(".*, found that the certificate of CN=shop\\.test ended on .*Z, 5 days ago"),
                    message);
        }
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsNotTrusted() throws Exception {
        try (TlsServer server = new TlsServer(directory, A_YEAR);
                Verification verification = new Verification()) {
            String message = verification.fails(new Probe.Tls("127.0.0.1", server.port(), 14));
            assertTrue(message.contains("found no trusted TLS connection: ") && message.contains("PKIX"), message);
            message = verification.fails(https("127.0.0.1", server));
            assertTrue(message.contains("found no answer: no trusted TLS connection: "), message);
        }
    }

    @Test
    void aCertificateOfAnotherHostIsNotTrusted() throws Exception {
        try (TlsServer server = new TlsServer(directory, "-validity", "365", "-ext", "san=dns:shop.test");
                Verification verification = new Verification(server.trust(), System::nanoTime)) {
            String message = verification.fails(new Probe.Tls("127.0.0.1", server.port(), 14));
            assertTrue(message.contains("found no trusted TLS connection: "), message);
            assertTrue(message.contains("127.0.0.1"), message);
        }
    }

    @Test
    void aServerThatSpeaksNoTlsIsLeftWhenTheTestIsStopped() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Verification verification = new Verification()) {
            SmokeTestSettings test = Verification.test(new Probe.Tls("127.0.0.1", silent.getLocalPort(), 0));
            SmokeTests tests = verification.of(test);
            Action.Verify action = Verification.verify(Duration.ofMinutes(5), test);
            tests.start("d1", action);
            assertTrue(tests.poll("d1", action) instanceof Progress.Running);
            tests.cancel("d1");
            Awaitility.await()
                    .atMost(5, TimeUnit.SECONDS)
                    .until(() -> tests.poll("d1", action) instanceof Progress.Failed);
        }
    }

    private static Probe https(String host, TlsServer server) {
        return new Probe.Http(
                "https://" + host + ":" + server.port() + "/",
                OptionalInt.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                "GET",
                Map.of(),
                Optional.empty());
    }
}
