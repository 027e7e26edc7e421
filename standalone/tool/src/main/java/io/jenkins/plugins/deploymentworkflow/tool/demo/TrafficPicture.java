package io.jenkins.plugins.deploymentworkflow.tool.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests over time, stacked by version, with what failed and what was being done; SVG that stands for itself. */
final class TrafficPicture {
    /** Far enough apart in lightness and hue for most kinds of colour blindness; none is near the failures' red. */
    private static final List<String> COLOURS =
            List.of("#3b6ea8", "#2f9e8f", "#7d5ba6", "#6aa84f", "#d69e2e", "#5f6b7a", "#a05195");

    private static final String FAILED = "#d62728";
    private static final String STYLE = "text{fill:#57606a}.in{fill:#fff;font-weight:600;font-size:13px}"
            + ".grid{stroke:#57606a;stroke-opacity:.25}.band{fill:#57606a;fill-opacity:.1}.bad{fill:" + FAILED + "}"
            + "@media(prefers-color-scheme:dark){text{fill:#9aa4ae}.in{fill:#fff}.bad{fill:#ff6b6b}"
            + ".grid{stroke:#9aa4ae}.band{fill:#9aa4ae}}";
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 320;
    private static final int LEFT = 48;
    private static final int RIGHT = 8;
    private static final int TOP = 32;
    private static final int BOTTOM = 30;
    private static final long BIN_MILLIS = 500;

    private final List<Traffic.Answer> answers;
    private final List<Chapter> chapters;
    private final List<String> versions;
    private final Instant from;
    private final int bins;
    private final Map<String, long[]> counts = new TreeMap<>();
    private final long[] failed;
    private final long[] totals;
    private final long tick;
    private final double top;

    TrafficPicture(List<Traffic.Answer> answers, List<Chapter> chapters) {
        this.answers = answers;
        this.chapters = chapters;
        this.versions = answers.stream()
                .map(Traffic.Answer::version)
                .filter(v -> !v.isEmpty())
                .distinct()
                .sorted()
                .toList();
        this.from = answers.stream()
                .map(Traffic.Answer::at)
                .min(Instant::compareTo)
                .orElse(chapters.get(0).from());
        Instant to =
                answers.stream().map(Traffic.Answer::at).max(Instant::compareTo).orElse(from);
        // Without the last, which is not whole.
        this.bins = (int) Math.max(1, Duration.between(from, to).toMillis() / BIN_MILLIS);
        this.failed = new long[bins];
        this.totals = new long[bins];
        versions.forEach(v -> counts.put(v, new long[bins]));
        answers.forEach(this::add);
        double highest = 1;
        for (long total : totals) {
            highest = Math.max(highest, total * 1000.0 / BIN_MILLIS);
        }
        this.tick = tick(highest);
        this.top = highest * 1.04;
    }

    private void add(Traffic.Answer answer) {
        int bin = (int) (Duration.between(from, answer.at()).toMillis() / BIN_MILLIS);
        if (bin >= bins) {
            return;
        }
        totals[bin]++;
        if (!answer.version().isEmpty()) {
            counts.get(answer.version())[bin]++;
        }
        if (answer.failed()) {
            failed[bin]++;
        }
    }

    /** The distance of grid lines: a power of ten, or half or a quarter of one; four to ten lines. */
    private static long tick(double highest) {
        long power = (long) Math.pow(10, Math.floor(Math.log10(highest)));
        return highest / power >= 5 ? power : highest / power >= 2 ? Math.max(1, power / 2) : Math.max(1, power / 4);
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        append(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"system-ui,"
                    + " sans-serif\" font-size=\"12\"><title>Requests per second by version over time; failed requests"
                    + " in red</title><style>%s</style>",
                WIDTH,
                HEIGHT,
                STYLE);
        chapters(svg);
        grid(svg);
        areas(svg);
        failures(svg);
        return svg.append("</svg>\n").toString();
    }

    /** A band for every other command, with its title above the picture where there is room. */
    private void chapters(StringBuilder svg) {
        boolean shaded = false;
        for (Chapter chapter : chapters) {
            double left = at(chapter.from());
            double right = at(chapter.to());
            if (right - left < 1) {
                continue;
            }
            if (shaded) {
                append(
                        svg,
                        "<rect class=\"band\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                        left,
                        TOP,
                        right - left,
                        HEIGHT - TOP - BOTTOM);
            }
            if (right - left > 7 * chapter.title().length()) {
                append(
                        svg,
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                        (left + right) / 2,
                        TOP - 12,
                        DemoReport.escape(chapter.title()));
            }
            shaded = !shaded;
        }
    }

    private void grid(StringBuilder svg) {
        for (long value = 0; value <= top; value += tick) {
            append(
                    svg,
                    "<path class=\"grid\" d=\"M%d %.1fH%d\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>",
                    LEFT,
                    y(value),
                    WIDTH - RIGHT,
                    LEFT - 6,
                    y(value) + 4,
                    value);
        }
        append(svg, "<text x=\"4\" y=\"%d\">req/s</text>", TOP - 12);
        for (long s = 0; s < bins * BIN_MILLIS / 1000 - 3; s += 10) {
            append(
                    svg,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%d s</text>",
                    at(from.plusSeconds(s)),
                    HEIGHT - BOTTOM + 18,
                    s == 0 ? "start" : "middle",
                    s);
        }
    }

    private void areas(StringBuilder svg) {
        double[] base = new double[bins];
        StringBuilder names = new StringBuilder();
        for (int v = 0; v < versions.size(); v++) {
            long[] own = counts.get(versions.get(v));
            List<String> upper = new ArrayList<>();
            List<String> lower = new ArrayList<>();
            int widest = 0;
            double under = 0;
            for (int i = 0; i < bins; i++) {
                double perSecond = own[i] * 1000.0 / BIN_MILLIS;
                lower.add(0, point(i, base[i]));
                if (fits(own, i) > fits(own, widest)) {
                    widest = i;
                    under = base[i];
                }
                base[i] += perSecond;
                upper.add(point(i, base[i]));
            }
            append(
                    svg,
                    "<polygon fill=\"%s\" points=\"%s %s\"/>",
                    COLOURS.get(v % COLOURS.size()),
                    String.join(" ", upper),
                    String.join(" ", lower));
            name(names, versions.get(v), widest, under, under + own[widest] * 1000.0 / BIN_MILLIS);
        }
        svg.append(names);
    }

    /** Within the area where it is high enough, else above it. */
    private void name(StringBuilder svg, String version, int bin, double under, double over) {
        boolean room = y(under) - y(over) > 16;
        append(
                svg,
                "<text%s x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
                room ? " class=\"in\"" : "",
                x(bin) + plotWidth() / (2.0 * bins),
                room ? (y(under) + y(over)) / 2 + 5 : y(over) - 6,
                DemoReport.escape(version));
    }

    /** How much room a name would have there: the smallest share among the neighbours it would reach over. */
    private long fits(long[] own, int bin) {
        int reach = Math.max(1, (int) Math.ceil(22.0 * bins / plotWidth()));
        long least = Long.MAX_VALUE;
        for (int i = bin - reach; i <= bin + reach; i++) {
            least = Math.min(least, i < 0 || i >= bins ? 0 : own[i]);
        }
        return least * 1000 + own[bin];
    }

    private void failures(StringBuilder svg) {
        long sum = 0;
        int last = 0;
        for (int i = 0; i < bins; i++) {
            if (failed[i] > 0) {
                sum += failed[i];
                last = i;
                double height = y(0) - y(failed[i] * 1000.0 / BIN_MILLIS);
                append(
                        svg,
                        "<rect fill=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                        FAILED,
                        x(i),
                        y(0) - height,
                        plotWidth() / (double) bins,
                        height);
            }
        }
        if (sum > 0) {
            boolean room = x(last) < WIDTH - 90;
            append(
                    svg,
                    "<text class=\"in\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%d failed</text>",
                    x(last) + (room ? 12 : -40),
                    y(0) - 8,
                    room ? "start" : "end",
                    sum);
        }
    }

    String legend() {
        StringBuilder legend = new StringBuilder("<p>");
        for (int v = 0; v < versions.size(); v++) {
            key(legend, COLOURS.get(v % COLOURS.size()), versions.get(v));
        }
        key(legend, FAILED, "failed");
        return legend.append("</p>").toString();
    }

    private static void key(StringBuilder legend, String colour, String text) {
        append(legend, "<span class=\"key\"><i style=\"background:%s\"></i>%s</span>", colour, DemoReport.escape(text));
    }

    private static int plotWidth() {
        return WIDTH - LEFT - RIGHT;
    }

    private double x(int bin) {
        return LEFT + plotWidth() * (double) bin / bins;
    }

    private double at(Instant instant) {
        double millis = Duration.between(from, instant).toMillis();
        return LEFT + Math.max(0, Math.min(1, millis / (bins * (double) BIN_MILLIS))) * plotWidth();
    }

    private double y(double perSecond) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * perSecond / top;
    }

    /** At the middle of the bin, and at the edges of the picture for the first and the last. */
    private String point(int bin, double perSecond) {
        double x = bin == 0 ? LEFT : bin == bins - 1 ? WIDTH - RIGHT : x(bin) + plotWidth() / (2.0 * bins);
        return String.format(Locale.ROOT, "%.1f,%.1f", x, y(perSecond));
    }

    private static void append(StringBuilder to, String format, Object... values) {
        to.append(String.format(Locale.ROOT, format, values));
    }
}
