package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.ui.Requests.Span;
import io.jenkins.plugins.deploymentworkflow.ui.Seen.Instances;
import io.jenkins.plugins.deploymentworkflow.ui.Steps.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Traffic, health and failures of a deployment over time, as shapes. Each panel is {@value #WIDTH} units wide and
 * {@value #HEIGHT} high, however large it is shown; all have the same axis of time.
 */
public final class Picture {
    static final int WIDTH = 1000;
    static final int HEIGHT = 100;

    /** Failures are shown against this at least, so that a few do not look like many. */
    private static final double LEAST_FAILURES = 0.05;

    private final Instant start;
    private final Instant end;
    private final List<Legend> legend;
    private final List<Panel> panels = new ArrayList<>();
    private final List<Mark> marks;

    /** A version and the class of its shapes: {@code dw-new}, {@code dw-old} or {@code dw-other}. */
    public record Legend(String version, String css) {
        public String getVersion() {
            return version;
        }

        public String getCss() {
            return css;
        }
    }

    /**
     * One of the pictures.
     *
     * @param name {@code traffic}, {@code instances} or {@code failures}
     * @param top what its upper edge stands for
     * @param limit how far down the threshold of a gate lies; negative when there is none
     */
    public record Panel(String name, String top, List<Shape> shapes, double limit) {
        public String getName() {
            return name;
        }

        public String getTop() {
            return top;
        }

        public List<Shape> getShapes() {
            return shapes;
        }

        public boolean isLimited() {
            return limit >= 0;
        }

        public String getLimit() {
            return number(limit);
        }
    }

    /** A shape: its classes, and its path as SVG has it. */
    public record Shape(String css, String path) {
        public String getCss() {
            return css;
        }

        public String getPath() {
            return path;
        }
    }

    /** Something that happened, and where on the axis. */
    public record Mark(Instant at, String words, double x) {
        public Instant getAt() {
            return at;
        }

        public String getWords() {
            return words;
        }

        public String getX() {
            return number(x);
        }
    }

    /**
     * @param until the right edge: when something was last heard
     * @param version the version that is deployed
     * @param previous the version that served before
     * @param limit the largest share of failed requests that a gate allows; null when none does
     * @param marks what happened when
     */
    Picture(Seen seen, Instant from, Instant until, String version, String previous, Share limit, List<Note> marks) {
        start = from;
        end = until.isAfter(from) ? until : from.plusMillis(1);
        legend = seen.versions().stream()
                .map(each -> new Legend(each, css(each, version, previous)))
                .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
                .toList();
        if (!seen.traffic().isEmpty()) {
            panels.add(traffic(seen.traffic()));
        }
        if (!seen.instances().isEmpty()) {
            panels.add(instances(seen.instances()));
        }
        if (!seen.requests().isEmpty()) {
            panels.add(failures(seen.requests(), seen.span(), limit));
        }
        this.marks = marks.stream()
                .map(note -> new Mark(note.at(), note.words(), x(note.at())))
                .toList();
    }

    private static String css(String version, String deployed, String previous) {
        return version.equals(deployed) ? "dw-new" : version.equals(previous) ? "dw-old" : "dw-other";
    }

    private static int rank(Legend each) {
        return List.of("dw-new", "dw-old", "dw-other").indexOf(each.css());
    }

    /** The deployed version from below, the others on top of it. */
    private Panel traffic(List<Step<Map<String, Share>>> steps) {
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < legend.size(); i++) {
            List<String> below =
                    legend.subList(0, i).stream().map(Legend::version).toList();
            String version = legend.get(i).version();
            List<Step<Double>> lower = map(steps, traffic -> share(traffic, below));
            List<Step<Double>> upper =
                    map(steps, traffic -> share(traffic, below) + share(traffic, List.of(version)));
            shapes.add(new Shape("dw-area " + legend.get(i).css(), area(lower, upper)));
        }
        return new Panel("traffic", "100%", shapes, -1);
    }

    private static double share(Map<String, Share> traffic, List<String> versions) {
        return versions.stream()
                .mapToDouble(version ->
                        traffic.getOrDefault(version, Share.ZERO).basisPoints() / 10_000.0)
                .sum();
    }

    private Panel instances(List<Step<Map<String, Instances>>> steps) {
        int most = steps.stream()
                .flatMap(step -> step.value().values().stream())
                .mapToInt(Instances::all)
                .max()
                .orElse(1);
        double scale = Math.max(1, most);
        List<Shape> shapes = new ArrayList<>();
        for (Legend each : legend) {
            Instances none = new Instances(0, 0);
            shapes.add(new Shape(
                    "dw-line dw-all " + each.css(),
                    line(map(steps, s -> s.getOrDefault(each.version(), none).all() / scale))));
            shapes.add(new Shape(
                    "dw-line " + each.css(),
                    line(map(steps, s -> s.getOrDefault(each.version(), none).healthy() / scale))));
        }
        return new Panel("instances", String.valueOf(most), shapes, -1);
    }

    private Panel failures(Map<String, List<Span>> requests, Duration width, Share limit) {
        double allowed = limit == null ? 0 : limit.basisPoints() / 10_000.0;
        double most = requests.values().stream()
                .flatMap(List::stream)
                .mapToDouble(span -> (double) span.failed() / span.requests())
                .max()
                .orElse(0);
        double scale = Math.min(1, Math.max(LEAST_FAILURES, Math.ceil(Math.max(most, allowed * 2) * 20) / 20));
        List<Shape> shapes = new ArrayList<>();
        for (Legend each : legend) {
            StringBuilder bars = new StringBuilder();
            for (Span span : requests.getOrDefault(each.version(), List.of())) {
                if (span.failed() > 0) {
                    double height = (double) span.failed() / span.requests() / scale;
                    bars.append("M").append(number(x(span.at()))).append(" ").append(HEIGHT);
                    bars.append("V").append(number(y(height)));
                    bars.append("H").append(number(x(span.at().plus(width))));
                    bars.append("V").append(HEIGHT).append("Z");
                }
            }
            shapes.add(new Shape("dw-bars " + each.css(), bars.toString()));
        }
        String top = Share.ofPercent(scale * 100).toString();
        return new Panel("failures", top, shapes, limit == null ? -1 : y(allowed / scale));
    }

    private static <T> List<Step<Double>> map(List<Step<T>> steps, Function<T, Double> value) {
        return steps.stream()
                .map(step -> new Step<>(step.at(), value.apply(step.value())))
                .toList();
    }

    private String line(List<Step<Double>> steps) {
        StringBuilder path = new StringBuilder();
        for (Step<Double> step : steps) {
            boolean first = path.isEmpty();
            path.append(first ? "M" : "H").append(number(x(step.at())));
            path.append(first ? " " : "V").append(number(y(step.value())));
        }
        return path.append("H").append(WIDTH).toString();
    }

    private String area(List<Step<Double>> lower, List<Step<Double>> upper) {
        StringBuilder path = new StringBuilder(line(upper));
        for (int i = lower.size() - 1; i >= 0; i--) {
            path.append("V").append(number(y(lower.get(i).value())));
            path.append("H").append(number(x(lower.get(i).at())));
        }
        return path.append("Z").toString();
    }

    private double x(Instant at) {
        double passed = Duration.between(start, at).toMillis();
        double all = Math.max(1, Duration.between(start, end).toMillis());
        return Math.max(0, Math.min(WIDTH, passed / all * WIDTH));
    }

    /** @param part of the height, 0 at the bottom */
    private static double y(double part) {
        return HEIGHT - part * HEIGHT;
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    public Instant getStart() {
        return start;
    }

    public Instant getMiddle() {
        return start.plus(Duration.between(start, end).dividedBy(2));
    }

    public Instant getEnd() {
        return end;
    }

    public List<Legend> getLegend() {
        return legend;
    }

    public List<Panel> getPanels() {
        return panels;
    }

    public List<Mark> getMarks() {
        return marks;
    }
}
