package io.jenkins.plugins.deploymentworkflow.tool.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Answered requests over time, stacked by version, with what failed and what was being done. */
final class TrafficPicture {
    private static final List<String> COLOURS =
            List.of("#4e79a7", "#59a14f", "#b07aa1", "#76b7b2", "#f28e2b", "#9c755f", "#edc948");
    private static final String FAILED = "#d62728";
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 320;
    private static final int LEFT = 44;
    private static final int BOTTOM = 40;
    private static final int TOP = 34;

    private final List<Traffic.Answer> answers;
    private final List<Chapter> chapters;
    private final List<String> versions;
    private final Instant from;
    private final long binMillis;
    private final int bins;
    private final double tallest;

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
        Instant to = chapters.get(chapters.size() - 1).to();
        long span = Math.max(1, Duration.between(from, to).toMillis());
        this.binMillis = Math.max(250, span / 240);
        this.bins = (int) (span / binMillis) + 1;
        this.tallest = highest();
    }

    private double highest() {
        long[] total = new long[bins];
        answers.forEach(a -> total[bin(a)]++);
        long highest = 1;
        for (long count : total) {
            highest = Math.max(highest, count);
        }
        return highest * 1.08;
    }

    private int bin(Traffic.Answer answer) {
        long index = Duration.between(from, answer.at()).toMillis() / binMillis;
        return (int) Math.max(0, Math.min(bins - 1, index));
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"11\" fill=\"#888\">"
                        + "<title>Requests per second by version over time; failed requests in red</title>",
                WIDTH,
                HEIGHT));
        chapters(svg);
        areas(svg);
        failures(svg);
        axes(svg);
        return svg.append("</svg>").toString();
    }

    private void areas(StringBuilder svg) {
        Map<String, long[]> counts = new TreeMap<>();
        versions.forEach(v -> counts.put(v, new long[bins]));
        answers.stream()
                .filter(a -> !a.version().isEmpty())
                .forEach(a -> counts.get(a.version())[bin(a)]++);
        double[] base = new double[bins];
        for (int v = 0; v < versions.size(); v++) {
            long[] own = counts.get(versions.get(v));
            List<String> upper = new ArrayList<>();
            List<String> lower = new ArrayList<>();
            for (int i = 0; i < bins; i++) {
                lower.add(0, point(i, base[i]));
                base[i] += own[i];
                upper.add(point(i, base[i]));
            }
            svg.append("<polygon fill=\"")
                    .append(colour(v))
                    .append("\" fill-opacity=\"0.85\" points=\"")
                    .append(String.join(" ", upper))
                    .append(' ')
                    .append(String.join(" ", lower))
                    .append("\"/>");
        }
    }

    private void failures(StringBuilder svg) {
        long[] failed = new long[bins];
        answers.stream().filter(Traffic.Answer::failed).forEach(a -> failed[bin(a)]++);
        for (int i = 0; i < bins; i++) {
            if (failed[i] > 0) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
                        x(i),
                        y(failed[i]),
                        Math.max(2.0, plotWidth() / (double) bins),
                        y(0) - y(failed[i]),
                        FAILED));
            }
        }
    }

    /** A band for each command, with its title above the picture. */
    private void chapters(StringBuilder svg) {
        boolean odd = false;
        for (Chapter chapter : chapters) {
            double left = at(chapter.from());
            double right = at(chapter.to());
            if (right <= LEFT) {
                continue;
            }
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#888\" fill-opacity=\"%s\"/>",
                    left,
                    TOP,
                    right - left,
                    HEIGHT - TOP - BOTTOM,
                    odd ? "0.06" : "0.14"));
            if (right - left > 40) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                        (left + right) / 2,
                        TOP - 10,
                        DemoReport.escape(chapter.title())));
            }
            odd = !odd;
        }
    }

    private void axes(StringBuilder svg) {
        double perSecond = tallest * 1000 / binMillis;
        for (int i = 1; i <= 3; i++) {
            double value = tallest / 1.08 * i / 3;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d/s</text>",
                    LEFT - 6,
                    y(value) + 4,
                    Math.round(perSecond / 1.08 * i / 3)));
        }
        long seconds = bins * binMillis / 1000;
        for (long s = 0; s <= seconds; s += 10) {
            double x = at(from.plusSeconds(s));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d s</text>",
                    x,
                    HEIGHT - BOTTOM + 18,
                    s));
        }
    }

    String legend() {
        StringBuilder legend = new StringBuilder("<p>");
        for (int v = 0; v < versions.size(); v++) {
            key(legend, colour(v), versions.get(v));
        }
        key(legend, FAILED, "failed");
        return legend.append("</p>").toString();
    }

    private static void key(StringBuilder legend, String colour, String text) {
        legend.append("<span class=\"key\"><i style=\"background:")
                .append(colour)
                .append("\"></i>")
                .append(DemoReport.escape(text))
                .append("</span>");
    }

    private static String colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    private static int plotWidth() {
        return WIDTH - LEFT - 8;
    }

    private double x(int bin) {
        return LEFT + plotWidth() * (double) bin / bins;
    }

    private double at(Instant instant) {
        double millis = Duration.between(from, instant).toMillis();
        return LEFT + Math.max(0, Math.min(1, millis / (bins * (double) binMillis))) * plotWidth();
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / tallest;
    }

    private String point(int bin, double value) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x(bin), y(value));
    }
}
