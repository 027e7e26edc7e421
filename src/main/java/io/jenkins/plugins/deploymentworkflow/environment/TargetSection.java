package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings.Haproxy;
import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings.Kubernetes;
import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings.Local;
import io.jenkins.plugins.deploymentworkflow.environment.TargetSettings.Script;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads {@code deployment.target}: exactly one kind. */
final class TargetSection {
    private static final int MAX_INSTANCES = 1000;

    private TargetSection() {}

    static Optional<TargetSettings> read(Section section) {
        // Each kind that is there is read, so that its problems are told too when there is one too many.
        Optional<TargetSettings> local = section.section("local").map(TargetSection::local);
        Optional<TargetSettings> script = section.section("script").map(TargetSection::script);
        Optional<TargetSettings> haproxy = section.section("haproxy").map(TargetSection::haproxy);
        Optional<TargetSettings> kubernetes = section.section("kubernetes").map(TargetSection::kubernetes);
        section.exactlyOne(TargetSettings.KINDS, "");
        section.close();
        return local.or(() -> script).or(() -> haproxy).or(() -> kubernetes);
    }

    private static TargetSettings local(Section section) {
        HostPort listen = section.parsed("listen", "host:port", text -> HostPort.parse(text, "127.0.0.1", -1, 0))
                .orElseGet(() -> HostPort.parse(Local.DEFAULT_LISTEN, "", -1, 0));
        Local local = new Local(
                section.requiredTemplate("command", "\"java -jar app.jar --port {{port}}\""),
                section.integer("instances", 1, MAX_INSTANCES).orElse(Local.DEFAULT_INSTANCES),
                listen.host(),
                listen.port(),
                section.text("directory"),
                Collections.unmodifiableMap(section.templates("environment")),
                section.duration("drainTimeout", Local.DEFAULT_DRAIN_TIMEOUT),
                section.duration("stopTimeout", Local.DEFAULT_STOP_TIMEOUT));
        section.close();
        return local;
    }

    private static TargetSettings script(Section section) {
        Script script = new Script(
                section.requiredTemplate("deploy", "\"./scripts/deploy.sh --env {{environment}}\""),
                section.template("verify"),
                section.template("rollback"),
                section.template("route"),
                section.template("observe"),
                section.list("strategies", "a strategy", text -> Values.choose(text, StrategySettings.Use.class))
                        .orElse(List.of()),
                section.positiveDuration("timeout", Script.DEFAULT_TIMEOUT));
        section.close();
        return script;
    }

    private static TargetSettings haproxy(Section section) {
        section.requiredText("socket", "/run/haproxy/admin.sock");
        section.requiredText("backend", "storefront");
        section.template("install");
        section.close();
        return new Haproxy(section.values());
    }

    private static TargetSettings kubernetes(Section section) {
        section.text("namespace");
        section.requiredText("deployment", "storefront");
        section.text("container");
        section.template("image");
        section.section("routing").ifPresent(routing -> {
            routing.text("httpRoute");
            routing.close();
        });
        section.close();
        return new Kubernetes(section.values());
    }
}
