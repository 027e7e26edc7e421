package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.environment.StrategySettings.BlueGreen;
import io.jenkins.plugins.deploymentworkflow.environment.StrategySettings.Canary;
import io.jenkins.plugins.deploymentworkflow.environment.StrategySettings.Rolling;
import io.jenkins.plugins.deploymentworkflow.environment.StrategySettings.Use;
import io.jenkins.plugins.deploymentworkflow.plan.IntOrPercent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code deployment.strategy}, and the description of a strategy in a step or on the command line. */
final class StrategySection {
    private static final String COUNT_OR_PERCENT = "a count such as 2 or a percentage such as 25%";

    private StrategySection() {}

    static StrategySettings read(Optional<Section> found, MonitoringSettings monitoring) {
        StrategySettings none = StrategySettings.DEFAULT;
        BlueGreen blueGreen = new BlueGreen(monitoring.bake(), none.blueGreen().keepPrevious());
        if (found.isEmpty()) {
            return new StrategySettings(none.use(), blueGreen, none.canary(), none.rolling());
        }
        Section section = found.get();
        StrategySettings settings = new StrategySettings(
                section.choice("use", Use.class, none.use()),
                section.section("blue-green").map(s -> blueGreen(s, blueGreen)).orElse(blueGreen),
                section.section("canary").map(s -> canary(s, none.canary())).orElse(none.canary()),
                section.section("rolling").map(s -> rolling(s, none.rolling())).orElse(none.rolling()));
        section.close();
        return settings;
    }

    static StrategySettings override(StrategySettings base, String name, Map<String, Object> options) {
        Use use;
        try {
            use = Values.choose(name.strip(), Use.class);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(new Problem("strategy", 0, "", e.getMessage()));
        }
        Problems problems = new Problems("strategy " + use);
        Section section = new Section(problems, "", mapping(options));
        StrategySettings settings =
                switch (use) {
                    case BLUE_GREEN ->
                        new StrategySettings(use, blueGreen(section, base.blueGreen()), base.canary(), base.rolling());
                    case CANARY ->
                        new StrategySettings(use, base.blueGreen(), canary(section, base.canary()), base.rolling());
                    case ROLLING ->
                        new StrategySettings(use, base.blueGreen(), base.canary(), rolling(section, base.rolling()));
                };
        problems.check();
        return settings;
    }

    private static YamlNode.Mapping mapping(Map<String, Object> options) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        options.forEach((key, value) -> {
            if (value != null) {
                entries.put(key, new YamlNode.Entry(node(value), 0));
            }
        });
        return new YamlNode.Mapping(entries, 0);
    }

    private static YamlNode node(Object value) {
        return value instanceof List<?> list
                ? new YamlNode.Sequence(list.stream().map(StrategySection::node).toList(), 0)
                : new YamlNode.Scalar(String.valueOf(value), false, 0);
    }

    private static BlueGreen blueGreen(Section section, BlueGreen base) {
        BlueGreen settings = new BlueGreen(
                section.duration("bake", base.bake()), section.duration("keepPrevious", base.keepPrevious()));
        section.close();
        return settings;
    }

    private static Canary canary(Section section, Canary base) {
        Canary settings = new Canary(
                RisingShares.of(section, "steps").orElse(base.steps()),
                section.duration("interval", base.interval()),
                section.parsed("replicas", "match, " + COUNT_OR_PERCENT, StrategySection::replicas)
                        .orElse(base.replicas()));
        section.close();
        return settings;
    }

    private static Optional<IntOrPercent> replicas(String text) {
        if (text.equals("match")) {
            return Optional.empty();
        }
        IntOrPercent replicas;
        try {
            replicas = IntOrPercent.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; or write match", e);
        }
        if (replicas.isZero()) {
            throw new IllegalArgumentException("expected match, or " + COUNT_OR_PERCENT + ", found '" + text
                    + "'; a canary needs an instance to run on");
        }
        return Optional.of(replicas);
    }

    private static Rolling rolling(Section section, Rolling base) {
        Rolling settings = new Rolling(
                section.parsed("maxSurge", COUNT_OR_PERCENT, IntOrPercent::parse)
                        .orElse(base.maxSurge()),
                section.parsed("maxUnavailable", COUNT_OR_PERCENT, IntOrPercent::parse)
                        .orElse(base.maxUnavailable()),
                section.duration("pause", base.pause()));
        if (settings.maxSurge().isZero() && settings.maxUnavailable().isZero()) {
            section.problem(
                    section.has("maxSurge") ? "maxSurge" : "maxUnavailable",
                    "expected maxSurge or maxUnavailable above 0, found both 0: no instance could ever be replaced;"
                            + " raise one of them");
        }
        section.close();
        return settings;
    }
}
