package io.jenkins.plugins.deploymentworkflow.verification;

import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings.Probe;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes a TLS connection, verifies the certificates and the host name, and looks how long they stay valid. */
final class TlsProbe {
    private final X509ExtendedTrustManager trust;
    private final Clock clock;

    TlsProbe(X509ExtendedTrustManager trust, Clock clock) {
        this.trust = trust;
        this.clock = clock;
    }

    static String subject(Probe.Tls probe, Duration timeout) {
        return "tls " + probe.host() + ":" + probe.port() + ": expected a trusted certificate, valid for "
                + probe.minDays() + " more days, within " + Durations.format(timeout);
    }

    BlockingAttempt.Look look(Probe.Tls probe, Duration timeout) {
        return (since, open) -> {
            RecordingTrustManager recording = new RecordingTrustManager(trust);
            try (Socket plain = TcpProbe.connect(probe.host(), probe.port(), timeout, open)) {
                plain.setSoTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis())));
                handshake(plain, probe, recording);
            } catch (SSLException e) {
                Optional<String> reason = recording.seen().flatMap(chain -> shortfall(chain, 0));
                if (reason.isPresent()) {
                    return ProbeResult.failed(since.now(), subject(probe, timeout) + ", found " + reason.get());
                }
                throw e;
            }
            return recording
                    .seen()
                    .flatMap(chain -> shortfall(chain, probe.minDays()))
                    .map(reason -> ProbeResult.failed(since.now(), subject(probe, timeout) + ", found " + reason))
                    .orElseGet(() -> ProbeResult.passed(since.now()));
        };
    }

    private static void handshake(Socket plain, Probe.Tls probe, RecordingTrustManager recording) throws IOException {
        SSLContext context;
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {recording}, null);
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java cannot do TLS: " + e.getMessage(), e);
        }
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, probe.host(), probe.port(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        }
    }

    /** Which certificate of the chain is valid for fewer days. */
    private Optional<String> shortfall(X509Certificate[] chain, int days) {
        Instant now = clock.instant();
        return Arrays.stream(chain)
                .min(Comparator.comparing(X509Certificate::getNotAfter))
                .filter(first -> first.getNotAfter().toInstant().isBefore(now.plus(Duration.ofDays(days))))
                .map(first -> words(first, now));
    }

    private static String words(X509Certificate certificate, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        long days = Duration.between(now, end).toDays();
        return "that the certificate of "
                + certificate.getSubjectX500Principal().getName()
                + (end.isAfter(now)
                        ? " ends on " + end + ", in " + count(days)
                        : " ended on " + end + ", " + count(-days) + " ago");
    }

    private static String count(long days) {
        return days + (days == 1 ? " day" : " days");
    }
}
