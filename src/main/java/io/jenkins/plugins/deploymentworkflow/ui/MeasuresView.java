package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.ledger.Delivery;
import io.jenkins.plugins.deploymentworkflow.measure.DeliveryMeasures;
import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The four delivery measures of an environment: of the last 30 and 90 days, and week by week. */
@ExportedBean(defaultVisibility = 2)
public final class MeasuresView {
    /** So far back. */
    static final Duration SPAN = Duration.ofDays(91);

    private static final Duration WEEK = Duration.ofDays(7);

    private final Span month;
    private final Span quarter;
    private final List<Span> weeks = new ArrayList<>();

    /** @param deliveries those that ended in the last 91 days */
    MeasuresView(List<Delivery> deliveries, Instant now) {
        month = new Span(deliveries, now.minus(Duration.ofDays(30)), now);
        quarter = new Span(deliveries, now.minus(Duration.ofDays(90)), now);
        for (Instant from = now.minus(SPAN); from.isBefore(now); from = from.plus(WEEK)) {
            weeks.add(new Span(deliveries, from, from.plus(WEEK)));
        }
    }

    @Exported
    public Span getLast30Days() {
        return month;
    }

    @Exported
    public Span getLast90Days() {
        return quarter;
    }

    /** The oldest first, the last one being the seven days until now. */
    @Exported
    public List<Span> getWeeks() {
        return weeks;
    }

    public Bars getFrequency() {
        return new Bars(weeks, span -> span.measures.deployments(), Span::getFrequency);
    }

    public Bars getLeadTime() {
        return new Bars(weeks, span -> seconds(span.measures.leadTime()), Span::getLeadTime);
    }

    public Bars getFailureRate() {
        return new Bars(weeks, span -> span.measures.changeFailureRate().orElse(0.0), Span::getFailureRate);
    }

    public Bars getRestore() {
        return new Bars(weeks, span -> seconds(span.measures.timeToRestore()), Span::getTimeToRestore);
    }

    private static double seconds(Optional<Duration> duration) {
        return duration.map(Duration::toSeconds).orElse(0L);
    }

    /** The measures over a span of time, as numbers and in words; words are empty where there is nothing to measure. */
    @ExportedBean(defaultVisibility = 3)
    public static final class Span {
        private final DeliveryMeasures measures;
        private final Instant from;
        private final Duration length;

        private Span(List<Delivery> deliveries, Instant from, Instant to) {
            this.measures = DeliveryMeasures.of(deliveries, from, to);
            this.from = from;
            this.length = Duration.between(from, to);
        }

        public Instant getFrom() {
            return from;
        }

        @Exported(name = "from")
        public String getFromText() {
            return from.toString();
        }

        @Exported
        public int getDeployments() {
            return measures.deployments();
        }

        @Exported
        public double getDeploymentsPerWeek() {
            return measures.deployments() * (double) WEEK.toSeconds() / length.toSeconds();
        }

        /** In milliseconds; -1 when it is not known. */
        @Exported
        public long getLeadTimeMillis() {
            return measures.leadTime().map(Duration::toMillis).orElse(-1L);
        }

        /** Of 100; -1 when nothing was deployed. */
        @Exported
        public double getChangeFailureRate() {
            return measures.changeFailureRate().orElse(-1.0);
        }

        /** In milliseconds; -1 when nothing was restored. */
        @Exported
        public long getTimeToRestoreMillis() {
            return measures.timeToRestore().map(Duration::toMillis).orElse(-1L);
        }

        /** How many failed deployments no version that serves well has followed. */
        @Exported
        public int getUnrestored() {
            return measures.unrestored();
        }

        public String getFrequency() {
            return measures.deployments() == 0
                    ? "0"
                    : Messages.MeasuresView_frequency(
                            measures.deployments(), String.format(Locale.ROOT, "%.1f", getDeploymentsPerWeek()));
        }

        public String getLeadTime() {
            return words(measures.leadTime());
        }

        public String getFailureRate() {
            return measures.changeFailureRate()
                    .map(rate -> String.format(Locale.ROOT, "%.0f%%", rate) + " (" + measures.failed() + "/"
                            + measures.tried() + ")")
                    .orElse("");
        }

        public String getTimeToRestore() {
            return words(measures.timeToRestore());
        }

        /** In two units at most. */
        private static String words(Optional<Duration> duration) {
            return duration.map(d -> d.compareTo(Duration.ofHours(1)) < 0
                            ? Duration.ofSeconds(d.toSeconds())
                            : d.compareTo(Duration.ofDays(2)) < 0
                                    ? Duration.ofMinutes(d.toMinutes())
                                    : Duration.ofHours(d.toHours()))
                    .map(Durations::format)
                    .orElse("");
        }
    }

    /** A bar a week, on a plane of 130 by 40; nothing is drawn where there is nothing to measure. */
    public static final class Bars {
        private static final int STEP = 10;
        private static final int WIDTH = 8;
        private static final int HEIGHT = 40;
        private final List<Bar> bars = new ArrayList<>();

        private Bars(List<Span> weeks, ToDoubleFunction<Span> size, Function<Span, String> words) {
            double most = weeks.stream().mapToDouble(size).max().orElse(0);
            for (int i = 0; i < weeks.size(); i++) {
                double value = size.applyAsDouble(weeks.get(i));
                long height = value <= 0 ? 0 : Math.max(1, Math.round(value / most * HEIGHT));
                bars.add(new Bar(
                        i * STEP + 1, HEIGHT - height, WIDTH, height, words.apply(weeks.get(i)), weeks.get(i).from));
            }
        }

        public List<Bar> getBars() {
            return bars;
        }
    }

    /** One bar, and what it says in words. */
    public record Bar(long x, long y, long width, long height, String words, Instant from) {
        public long getX() {
            return x;
        }

        public long getY() {
            return y;
        }

        public long getWidth() {
            return width;
        }

        public long getHeight() {
            return height;
        }

        public String getWords() {
            return words;
        }

        public Instant getFrom() {
            return from;
        }
    }
}
