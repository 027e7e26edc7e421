package io.jenkins.plugins.deploymentworkflow.tool.demo;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.operation.EventWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report of a run of the demo: one HTML file without scripts, all of it measured in that run. */
final class DemoReport {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --line: #8884; --soft: #8881; --quiet: #57606a; --bad: #b91c1c;
              --good: #15803d; }
            @media (prefers-color-scheme: dark) { :root { --quiet: #9aa4ae; --bad: #ff8080; --good: #7ddb9b; } }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; line-height: 1.3; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2.5rem; }
            .quiet { color: var(--quiet); } .good { color: var(--good); } .bad { color: var(--bad); }
            ul.results { list-style: none; padding: 0; } ul.results li { display: flex; margin: .3rem 0; }
            ul.results b { flex: 0 0 3.2rem; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line);
              vertical-align: top; }
            .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            .name { white-space: nowrap; }
            code, pre { font: 13px/1.5 ui-monospace, monospace; } td code { color: var(--quiet); }
            pre { background: var(--soft); padding: .8rem; overflow-x: auto; border-radius: 6px; margin: .5rem 0 1rem; }
            summary { cursor: pointer; padding: .25rem 0; }
            .wide { overflow-x: auto; } .wide svg { display: block; width: 100%; min-width: 44rem; height: auto; }
            @media (max-width: 42rem) {
              .steps thead { display: none; } .steps tr { display: block; padding: .6rem 0;
                border-bottom: 1px solid var(--line); }
              .steps td { display: block; border: 0; padding: 0; overflow-wrap: anywhere; }
              .steps td.name { font-weight: 600; }
              .steps td.number { display: inline-block; margin-right: 1.2rem; color: var(--quiet); }
              .steps td.number::after { content: " " attr(data-of); }
            }
            .key { display: inline-block; margin-right: 1.2rem; }
            .key i { display: inline-block; width: .9em; height: .9em; border-radius: 2px; margin-right: .4em;
              vertical-align: -.1em; }
            """;

    private final List<Chapter> chapters;
    private final List<Traffic.Answer> answers;
    private final List<Entry> entries;
    private final Figures.Whole figures;

    /** @param production its ledger */
    DemoReport(List<Chapter> chapters, List<Traffic.Answer> answers, List<Entry> production, Figures.Whole figures) {
        this.chapters = chapters;
        this.answers = answers;
        this.entries = production;
        this.figures = figures;
    }

    void write(Path report, Path picture) throws IOException {
        Instant from = chapters.get(0).from();
        Instant to = chapters.get(chapters.size() - 1).to();
        TrafficPicture traffic = new TrafficPicture(answers, chapters);
        StringBuilder html = new StringBuilder();
        html.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>Deployment Workflow: demo</title><style>")
                .append(STYLE)
                .append("</style></head><body><main><h1>Five versions in ")
                .append(Duration.between(from, to).toSeconds())
                .append(" seconds, under live traffic</h1><p class=\"quiet\">bin/demo, ")
                .append(from.truncatedTo(ChronoUnit.SECONDS))
                .append("</p><ul class=\"results\">");
        figures.results().forEach(result -> html.append("<li><b class=\"")
                .append(result.good() ? "good\">ok" : "bad\">BAD")
                .append("</b>")
                .append(escape(result.text()))
                .append("</li>"));
        html.append("</ul><h2>Traffic by version</h2><div class=\"wide\" tabindex=\"0\">")
                .append(traffic.svg())
                .append("</div>")
                .append(traffic.legend())
                .append("<h2>What was done</h2><div class=\"wide\" tabindex=\"0\">");
        chapters(html);
        html.append("</div><h2>Changes of traffic in production</h2><div class=\"wide\" tabindex=\"0\">");
        switches(html);
        html.append("</div><h2>Timeline of production</h2>");
        timeline(html);
        html.append("</main></body></html>\n");
        Files.writeString(report, html);
        Files.writeString(picture, traffic.svg());
    }

    private void chapters(StringBuilder html) {
        html.append("<table class=\"steps\"><thead><tr><th scope=\"col\">Step</th><th scope=\"col\">Command, and"
                        + " how it ended</th>")
                .append("<th scope=\"col\" class=\"number\">Time</th><th scope=\"col\" class=\"number\">Requests</th>")
                .append("<th scope=\"col\" class=\"number\">Failed</th></tr></thead><tbody>");
        for (Chapter chapter : chapters) {
            Figures.Count count = Figures.count(answers, chapter.from(), chapter.to());
            double seconds = Duration.between(chapter.from(), chapter.to()).toMillis() / 1000.0;
            html.append("<tr><td class=\"name\">")
                    .append(escape(chapter.title()))
                    .append("</td><td><code>")
                    .append(escape(chapter.command()))
                    .append("</code><br>")
                    .append(escape(chapter.sentence()))
                    .append(chapter.asExpected() ? "" : " <b class=\"bad\">Not as expected.</b>")
                    .append(String.format(
                            Locale.ROOT,
                            "</td><td class=\"number\">%.1f s</td><td class=\"number\" data-of=\"requests\">%,d</td>"
                                    + "<td class=\"number\" data-of=\"failed\">%,d</td></tr>",
                            seconds,
                            count.requests(),
                            count.failed()));
        }
        html.append("</tbody></table>");
    }

    private void switches(StringBuilder html) {
        html.append("<table><thead><tr><th scope=\"col\">Change</th>")
                .append("<th scope=\"col\" class=\"number\">From decided to seen</th></tr></thead><tbody>");
        for (Figures.Switch each : figures.switches()) {
            html.append("<tr><td>")
                    .append(escape(each.name()))
                    .append("</td><td class=\"number\">")
                    .append(each.took().toMillis())
                    .append(" ms</td></tr>");
        }
        html.append("</tbody></table>");
    }

    /** One deployment after the other; the last is what the demo is about, and is open. */
    private void timeline(StringBuilder html) {
        Map<String, StringBuilder> lines = new LinkedHashMap<>();
        Map<String, EventWords> words = new LinkedHashMap<>();
        Instant start = chapters.get(0).from();
        for (Entry entry : entries) {
            Event event = entry.event();
            words.computeIfAbsent(event.deployment(), EventWords::new).of(entry).ifPresent(line -> {
                double seconds = Duration.between(start, entry.at()).toMillis() / 1000.0;
                lines.computeIfAbsent(event.deployment(), key -> new StringBuilder())
                        .append(String.format(Locale.ROOT, "%6.1f s  ", seconds))
                        .append(escape(line.replace("\n", "\n          ")))
                        .append('\n');
            });
        }
        int left = lines.size();
        for (StringBuilder each : lines.values()) {
            String text = each.toString();
            String title = text.substring(0, text.indexOf('\n')).replaceFirst("^ *[0-9.]+ s {2}", "");
            html.append("<details")
                    .append(--left == 0 ? " open" : "")
                    .append("><summary>")
                    .append(title.replaceFirst(" \\([^()]*\\)$", ""))
                    .append("</summary><pre tabindex=\"0\">")
                    .append(text)
                    .append("</pre></details>");
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
