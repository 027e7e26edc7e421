package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings.Probe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code deployment.smokeTests}. */
final class SmokeTestsSection {
    private static final List<String> PROBES = List.of("http", "tcp", "tls", "command");
    private static final int MAX_RETRIES = 1000;
    private static final int MAX_DAYS = 3650;

    private SmokeTestsSection() {}

    static List<SmokeTestSettings> read(Section deployment) {
        List<SmokeTestSettings> tests = new ArrayList<>();
        UniqueNames names = new UniqueNames();
        for (Section section : deployment.sections("smokeTests")) {
            SmokeTestSettings test = test(section);
            names.check(section, test.name());
            tests.add(test);
        }
        return List.copyOf(tests);
    }

    private static SmokeTestSettings test(Section section) {
        Optional<Probe> http = section.isMap("http")
                ? section.section("http").map(SmokeTestsSection::http)
                : section.template("http").map(url -> shortHttp(section, url));
        Optional<Probe> tcp = section.parsed("tcp", "host:port", SmokeTestsSection::tcp);
        Optional<Probe> tls = section.isMap("tls")
                ? section.section("tls").map(SmokeTestsSection::tls)
                : section.parsed("tls", "host:port", SmokeTestsSection::shortTls);
        Optional<Probe> command = section.template("command").map(Probe.Command::new);
        section.exactlyOne(PROBES, "");
        Probe probe = http.or(() -> tcp).or(() -> tls).or(() -> command).orElse(new Probe.Command(""));
        SmokeTestSettings test = new SmokeTestSettings(
                section.text("name").orElseGet(() -> words(probe)),
                probe,
                section.integer("retries", 0, MAX_RETRIES).orElse(SmokeTestSettings.DEFAULT_RETRIES),
                section.duration("delay", SmokeTestSettings.DEFAULT_DELAY),
                section.positiveDuration("timeout", SmokeTestSettings.DEFAULT_TIMEOUT));
        section.close();
        return test;
    }

    private static String words(Probe probe) {
        if (probe instanceof Probe.Http http) {
            return http.method() + " " + http.url();
        }
        if (probe instanceof Probe.Tcp tcp) {
            return "tcp " + tcp.host() + ":" + tcp.port();
        }
        if (probe instanceof Probe.Tls tls) {
            return "tls " + tls.host() + ":" + tls.port();
        }
        return ((Probe.Command) probe).text();
    }

    private static Probe shortHttp(Section section, String url) {
        Urls.check(section, "http", "http", "https");
        return new Probe.Http(
                url,
                OptionalInt.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Probe.Http.DEFAULT_METHOD,
                Map.of(),
                Optional.empty());
    }

    private static Probe http(Section section) {
        Map<String, String> json = new LinkedHashMap<>(section.templates("json"));
        json.keySet().stream()
                .filter(pointer -> !pointer.isEmpty() && !pointer.startsWith("/"))
                .forEach(pointer -> section.problem(
                        "json", "expected a JSON pointer such as /status/version, found '" + pointer + "'"));
        Probe probe = new Probe.Http(
                section.requiredTemplate("url", "\"https://shop.example/\""),
                section.integer("status", 100, 599),
                section.template("contains"),
                json,
                section.templates("headers"),
                section.positiveDuration("within"),
                section.parsed("method", "a method such as GET", SmokeTestsSection::method)
                        .orElse(Probe.Http.DEFAULT_METHOD),
                section.templates("requestHeaders"),
                section.template("body"));
        Urls.check(section, "url", "http", "https");
        section.close();
        return probe;
    }

    private static String method(String text) {
        if (!text.matches("[A-Za-z]+")) {
            throw new IllegalArgumentException("expected a method such as GET or POST, found '" + text + "'");
        }
        return text.toUpperCase(Locale.ROOT);
    }

    private static Probe tcp(String text) {
        HostPort address = HostPort.parse(text, "", -1, 1);
        return new Probe.Tcp(address.host(), address.port());
    }

    private static Probe shortTls(String text) {
        HostPort address = HostPort.parse(text, "", Probe.Tls.DEFAULT_PORT, 1);
        return new Probe.Tls(address.host(), address.port(), Probe.Tls.DEFAULT_MIN_DAYS);
    }

    private static Probe tls(Section section) {
        Probe probe = new Probe.Tls(
                section.requiredText("host", "shop.example"),
                section.integer("port", 1, 65535).orElse(Probe.Tls.DEFAULT_PORT),
                section.integer("minDays", 0, MAX_DAYS).orElse(Probe.Tls.DEFAULT_MIN_DAYS));
        section.close();
        return probe;
    }
}
