package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.NoData;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Prometheus;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Reaction;
import io.jenkins.plugins.deploymentworkflow.environment.MonitoringSettings.Traffic;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code deployment.monitoring}. */
final class MonitoringSection {
    private MonitoringSection() {}

    static MonitoringSettings read(Optional<Section> section) {
        return section.map(MonitoringSection::read).orElse(MonitoringSettings.DEFAULT);
    }

    private static MonitoringSettings read(Section section) {
        MonitoringSettings none = MonitoringSettings.DEFAULT;
        NoData noData = section.choice("noData", NoData.class, none.noData());
        Optional<Prometheus> prometheus = section.section("prometheus").map(s -> prometheus(s, noData));
        Optional<Traffic> traffic = section.section("traffic").map(s -> traffic(s, noData));
        Duration bake =
                prometheus.isPresent() || traffic.isPresent() ? MonitoringSettings.DEFAULT_BAKE_WITH_GATE : none.bake();
        MonitoringSettings settings = new MonitoringSettings(
                section.positiveDuration("interval", none.interval()),
                section.duration("bake", bake),
                noData,
                prometheus,
                traffic,
                section.choice("onCritical", Reaction.class, none.onCritical()),
                section.choice("onWarning", Reaction.class, none.onWarning()));
        section.close();
        return settings;
    }

    private static Prometheus prometheus(Section section, NoData noData) {
        Prometheus settings = new Prometheus(
                section.requiredText("url", "\"http://prometheus:9090\""),
                section.requiredList("alerts", "a file name", "[prometheus-alerts.yaml]", Values::notEmpty),
                section.text("credential"),
                section.choice("noData", NoData.class, noData),
                section.positiveDuration("timeout", Prometheus.DEFAULT_TIMEOUT));
        Urls.check(section, "url", "http", "https");
        section.close();
        return settings;
    }

    private static Traffic traffic(Section section, NoData noData) {
        Traffic settings = new Traffic(
                section.parsed("errorRate", "a share such as 5%", Share::parse),
                section.positiveDuration("p90"),
                section.integer("minimumRequests", 1, Integer.MAX_VALUE).orElse(Traffic.DEFAULT_MINIMUM_REQUESTS),
                section.positiveDuration("window", Traffic.DEFAULT_WINDOW),
                section.choice("noData", NoData.class, noData));
        if (!section.has("errorRate") && !section.has("p90")) {
            section.problem(
                    "",
                    "expected errorRate, p90 or both, found neither; add for example errorRate: 5%, or leave it out");
        }
        section.close();
        return settings;
    }
}
