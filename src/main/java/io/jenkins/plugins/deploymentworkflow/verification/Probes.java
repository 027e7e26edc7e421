package io.jenkins.plugins.deploymentworkflow.verification;

import io.jenkins.plugins.deploymentworkflow.command.Command;
import io.jenkins.plugins.deploymentworkflow.command.Commands;
import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings;
import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings.Probe;
import io.jenkins.plugins.deploymentworkflow.environment.Template;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Begins attempts of smoke tests. One for the whole program: it has the connections. */
public final class Probes {
    private final Executor executor;
    private final X509ExtendedTrustManager trust;
    private final HttpClient http;
    private final LongSupplier nanoTime;

    /** @param executor has a thread for each TCP or TLS test under way; bounded, so that tests wait for their turn */
    public Probes(Executor executor) {
        this(executor, certificateAuthorities(null), System::nanoTime);
    }

    Probes(Executor executor, X509ExtendedTrustManager trust, LongSupplier nanoTime) {
        this.executor = executor;
        this.trust = trust;
        this.nanoTime = nanoTime;
        this.http = HttpClient.newBuilder()
                .sslContext(context(trust))
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /**
     * @param handle names the attempt for ever
     * @throws IllegalArgumentException when the test cannot be begun as it is written
     */
    Attempt begin(String handle, SmokeTestSettings test, CheckContext context, Commands commands) {
        if (test.probe() instanceof Probe.Http http) {
            Probe.Http filled = filled(http, context::fill);
            Probe.Http shown = filled(http, context::show);
            return HttpProbe.begin(
                    this.http,
                    filled,
                    new HttpExpectation(filled, context.redact()),
                    shown.method() + " " + shown.url(),
                    nanoTime);
        }
        if (test.probe() instanceof Probe.Tcp tcp) {
            return BlockingAttempt.begin(
                    executor, nanoTime, TcpProbe.subject(tcp, test.timeout()), TcpProbe.look(tcp, test.timeout()));
        }
        if (test.probe() instanceof Probe.Tls tls) {
            return BlockingAttempt.begin(
                    executor,
                    nanoTime,
                    TlsProbe.subject(tls, test.timeout()),
                    new TlsProbe(trust, Clock.systemUTC()).look(tls, test.timeout()));
        }
        return CommandProbe.begin(commands, handle, command(test, (Probe.Command) test.probe(), context), nanoTime);
    }

    private static Probe.Http filled(Probe.Http http, UnaryOperator<String> fill) {
        return new Probe.Http(
                fill.apply(http.url()),
                http.status(),
                http.contains().map(fill),
                filled(http.json(), fill),
                filled(http.headers(), fill),
                http.within(),
                http.method(),
                filled(http.requestHeaders(), fill),
                http.body().map(fill));
    }

    private static Map<String, String> filled(Map<String, String> texts, UnaryOperator<String> fill) {
        Map<String, String> filled = new LinkedHashMap<>();
        texts.forEach((name, text) -> filled.put(name, fill.apply(text)));
        return filled;
    }

    private static Command command(SmokeTestSettings test, Probe.Command probe, CheckContext context) {
        Map<String, String> environment = new TreeMap<>(context.variables());
        context.values().forEach((name, value) -> environment.put(Template.variable(name), value));
        return new Command(
                "deployment.smokeTests." + test.name(),
                Template.fillCommand(probe.text(), context.values()),
                environment,
                test.timeout());
    }

    /** @param store null for the authorities that this Java trusts */
    static X509ExtendedTrustManager certificateAuthorities(KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("this Java has no X.509 trust manager"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java's certificate authorities cannot be read", e);
        }
    }

    private static SSLContext context(X509ExtendedTrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot do TLS", e);
        }
    }
}
