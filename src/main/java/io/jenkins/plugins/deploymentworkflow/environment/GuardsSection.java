package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Approval;
import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Breaker;
import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Freeze;
import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Rate;
import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads {@code deployment.guards}. */
final class GuardsSection {
    private GuardsSection() {}

    static GuardSettings read(Optional<Section> section) {
        return section.map(GuardsSection::read).orElse(GuardSettings.DEFAULT);
    }

    private static GuardSettings read(Section section) {
        GuardSettings settings = new GuardSettings(
                section.sections("windows").stream().map(GuardsSection::window).toList(),
                section.sections("freezes").stream().map(GuardsSection::freeze).toList(),
                section.section("rate").map(GuardsSection::rate),
                section.section("breaker").map(GuardsSection::breaker),
                section.section("approval").map(GuardsSection::approval),
                section.flag("requireStaging", GuardSettings.DEFAULT.requireStaging()));
        section.close();
        return settings;
    }

    private static Window window(Section section) {
        Set<DayOfWeek> days = section.list("days", "a day such as mon", Times::day)
                .map(list -> list.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : EnumSet.copyOf(list))
                .orElse(EnumSet.allOf(DayOfWeek.class));
        LocalTime from = section.required("from", "a time of day", "\"09:00\"", Times::time, LocalTime.MIN);
        LocalTime to = section.required("to", "a time of day", "\"16:00\"", Times::endTime, LocalTime.NOON);
        boolean wholeDay = section.text("to").filter("24:00"::equals).isPresent();
        if (section.has("from") && section.has("to") && from.equals(to) && !wholeDay) {
            section.problem(
                    "to",
                    "expected a time other than from, found " + to + " for both: the window would be empty; for the"
                            + " whole day write from: \"00:00\" and to: \"24:00\"");
        }
        Window window = new Window(Set.copyOf(days), from, to, zone(section));
        section.close();
        return window;
    }

    private static ZoneId zone(Section section) {
        return section.parsed("zone", "a time zone", Times::zone).orElse(ZoneOffset.UTC);
    }

    private static Freeze freeze(Section section) {
        String example = "\"2026-12-20T00:00\"";
        LocalDateTime from = section.required("from", "a date and time", example, Times::dateTime, LocalDateTime.MIN);
        LocalDateTime to = section.required("to", "a date and time", example, Times::dateTime, LocalDateTime.MAX);
        if (!to.isAfter(from)) {
            section.problem("to", "expected a time after from (" + from + "), found " + to);
        }
        Freeze freeze =
                new Freeze(from, to, zone(section), section.text("reason").orElse(Freeze.DEFAULT_REASON));
        section.close();
        return freeze;
    }

    private static Rate rate(Section section) {
        Rate rate = new Rate(
                section.required(
                        "deployments",
                        "a whole number of 1 or more",
                        "3",
                        text -> Values.wholeNumber(text, 1, Integer.MAX_VALUE, "a whole number of 1 or more"),
                        1),
                section.required("per", "a duration", "1h", Values::positive, Duration.ofHours(1)));
        section.close();
        return rate;
    }

    private static Breaker breaker(Section section) {
        Breaker none = Breaker.DEFAULT;
        Breaker breaker = new Breaker(
                section.integer("failures", 1, Integer.MAX_VALUE).orElse(none.failures()),
                section.positiveDuration("within", none.within()),
                section.positiveDuration("open", none.open()));
        section.close();
        return breaker;
    }

    private static Approval approval(Section section) {
        Approval approval = new Approval(
                section.requiredList("by", "a user or group", "[release-managers]", Values::notEmpty),
                section.positiveDuration("timeout", Approval.DEFAULT_TIMEOUT));
        section.close();
        return approval;
    }
}
