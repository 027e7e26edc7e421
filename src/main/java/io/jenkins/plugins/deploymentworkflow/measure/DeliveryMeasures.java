package io.jenkins.plugins.deploymentworkflow.measure;

import io.jenkins.plugins.deploymentworkflow.ledger.Delivery;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How well changes are delivered to an environment, by the four measures that DORA names (dora.dev, "DORA's software
 * delivery metrics: the four keys"), over a span of time. A deployment counts in the span in which it ended.
 *
 * @param deployments how many changes were brought into service: deployments that succeeded, going back aside.
 *     <i>Deployment frequency</i> is this over the span
 * @param leadTime <i>Change lead time</i>: the median from the commit, or where it is not known from the start of the
 *     build, to the end of the deployment that brought the change into service; empty when no such time is known. A
 *     version that replaces itself brings no change
 * @param failed how many changes needed to be taken back: deployments that were rolled back or failed, and those that
 *     succeeded and that somebody went back from before anything else was deployed
 * @param tried how many deployments {@code failed} is of: those that were aborted are left out, since nobody knows
 *     how they would have gone
 * @param timeToRestore <i>Failed deployment recovery time</i>: the median from when a deployment was given up, or when
 *     it ended where it was not given up, to when a version served well again; empty when nothing was restored
 * @param unrestored how many of the failed ones no version that serves well has followed
 */
public record DeliveryMeasures(
        int deployments,
        Optional<Duration> leadTime,
        int failed,
        int tried,
        Optional<Duration> timeToRestore,
        int unrestored) {
    /** Ended by a person's word, which says nothing about the change. */
    private static final Set<Outcome> STOPPED = EnumSet.of(Outcome.ABORTED, Outcome.REFUSED);

    /**
     * @param deliveries to one environment in the order in which they began, later ones than {@code to} too
     * @param from the beginning of the span, inside it
     * @param to its end, outside it
     */
    public static DeliveryMeasures of(List<Delivery> deliveries, Instant from, Instant to) {
        Predicate<Delivery> within = d -> d.endedAt()
                .filter(end -> !end.isBefore(from) && end.isBefore(to))
                .isPresent();
        List<Duration> leads = new ArrayList<>();
        List<Duration> restores = new ArrayList<>();
        int deployments = 0;
        int failed = 0;
        int tried = 0;
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery each = deliveries.get(i);
            if (each.goesBack()
                    || !within.test(each)
                    || each.outcome().filter(STOPPED::contains).isPresent()) {
                continue;
            }
            tried++;
            if (each.succeeded()) {
                deployments++;
                lead(each).ifPresent(leads::add);
            }
            List<Delivery> later = deliveries.subList(i + 1, deliveries.size());
            if (hasFailed(each, later)) {
                failed++;
                restored(each, later).ifPresent(restores::add);
            }
        }
        return new DeliveryMeasures(
                deployments, median(leads), failed, tried, median(restores), failed - restores.size());
    }

    /** Of 100; empty when nothing was tried. */
    public Optional<Double> changeFailureRate() {
        return tried == 0 ? Optional.empty() : Optional.of(100.0 * failed / tried);
    }

    private static Optional<Duration> lead(Delivery delivery) {
        return delivery.version() == delivery.previous()
                ? Optional.empty()
                : delivery.changedAt()
                        .map(changed -> between(changed, delivery.endedAt().orElseThrow()));
    }

    private static boolean hasFailed(Delivery delivery, List<Delivery> later) {
        return !delivery.succeeded() || wentBack(delivery, later).isPresent();
    }

    /** The operation by which somebody went back from it, before anything else was deployed. */
    private static Optional<Delivery> wentBack(Delivery delivery, List<Delivery> later) {
        return later.stream()
                .filter(Delivery::succeeded)
                .findFirst()
                .filter(next -> next.goesBack()
                        && next.previous() == delivery.version()
                        && next.version() != delivery.version());
    }

    private static Optional<Duration> restored(Delivery failed, List<Delivery> later) {
        Instant ended = failed.endedAt().orElseThrow();
        if (failed.outcome().equals(Optional.of(Outcome.ROLLED_BACK))) {
            return Optional.of(between(failed.turnedAt().orElse(failed.startedAt()), ended));
        }
        Instant since = failed.turnedAt().orElse(ended);
        return later.stream()
                .filter(Delivery::succeeded)
                .findFirst()
                .map(next -> between(since, next.endedAt().orElseThrow()));
    }

    /** Never negative, also when a clock went back. */
    private static Duration between(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.isNegative() ? Duration.ZERO : between;
    }

    /** The middle one, or the mean of the two in the middle. */
    private static Optional<Duration> median(List<Duration> durations) {
        if (durations.isEmpty()) {
            return Optional.empty();
        }
        List<Duration> sorted = durations.stream().sorted().toList();
        Duration upper = sorted.get(sorted.size() / 2);
        return Optional.of(
                sorted.size() % 2 == 1
                        ? upper
                        : sorted.get(sorted.size() / 2 - 1).plus(upper).dividedBy(2));
    }
}
