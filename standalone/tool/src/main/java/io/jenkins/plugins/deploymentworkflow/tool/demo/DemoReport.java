package io.jenkins.plugins.deploymentworkflow.tool.demo;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.operation.EventWords;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report of a run of the demo: one HTML file without scripts, all of it measured in that run. */
final class DemoReport {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --line: #8884; --soft: #8882; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
            table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .6rem;
              border-bottom: 1px solid var(--line); vertical-align: top; }
            td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
            code, pre { font: 13px/1.5 ui-monospace, monospace; } pre { background: var(--soft); padding: .8rem;
              overflow-x: auto; border-radius: 6px; }
            svg { width: 100%; height: auto; } .key { display: inline-block; margin-right: 1.2rem; }
            .key i { display: inline-block; width: .9em; height: .9em; border-radius: 2px; margin-right: .4em; }
            .scroll { overflow-x: auto; }
            """;

    private final List<Chapter> chapters;
    private final List<Traffic.Answer> answers;
    private final List<Entry> entries;

    DemoReport(List<Chapter> chapters, List<Traffic.Answer> answers, List<Entry> production) {
        this.chapters = chapters;
        this.answers = answers;
        this.entries = production;
    }

    void write(Path file) throws IOException {
        Instant from = chapters.get(0).from();
        Instant to = chapters.get(chapters.size() - 1).to();
        TrafficPicture picture = new TrafficPicture(answers, chapters);
        Figures.Count all = Figures.count(answers, from, to.plusSeconds(3600));
        StringBuilder html = new StringBuilder();
        html.append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>Deployment Workflow: demo</title><style>")
                .append(STYLE)
                .append("</style></head><body><main><h1>Five versions in ")
                .append(Duration.between(from, to).toSeconds())
                .append(" seconds, under live traffic</h1><p>")
                .append(String.format(
                        Locale.ROOT, "%,d requests, %,d failed. Run at %s.", all.requests(), all.failed(), from))
                .append("</p><h2>Traffic by version</h2>")
                .append(picture.svg())
                .append(picture.legend())
                .append("<h2>What was done</h2><div class=\"scroll\">");
        chapters(html);
        html.append("</div><h2>Changes of traffic</h2><div class=\"scroll\">");
        switches(html);
        html.append("</div><h2>Timeline of production</h2><pre>");
        timeline(html);
        html.append("</pre></main></body></html>\n");
        Files.writeString(file, html);
        Files.writeString(file.resolveSibling("traffic.svg"), picture.svg());
    }

    private void chapters(StringBuilder html) {
        html.append("<table><thead><tr><th scope=\"col\">Step</th><th scope=\"col\">Command</th>")
                .append("<th scope=\"col\" class=\"number\">Time</th><th scope=\"col\" class=\"number\">Requests</th>")
                .append("<th scope=\"col\" class=\"number\">Failed</th><th scope=\"col\">Ended</th></tr></thead><tbody>");
        for (Chapter chapter : chapters) {
            Figures.Count count = Figures.count(answers, chapter.from(), chapter.to());
            String last = chapter.lines().isEmpty()
                    ? ""
                    : chapter.lines().get(chapter.lines().size() - 1);
            html.append("<tr><td>")
                    .append(escape(chapter.title()))
                    .append("</td><td><code>")
                    .append(escape(chapter.command()))
                    .append("</code></td><td class=\"number\">")
                    .append(String.format(
                            Locale.ROOT,
                            "%.1f s",
                            Duration.between(chapter.from(), chapter.to()).toMillis() / 1000.0))
                    .append("</td><td class=\"number\">")
                    .append(count.requests())
                    .append("</td><td class=\"number\">")
                    .append(count.failed())
                    .append("</td><td>")
                    .append(escape(last))
                    .append("</td></tr>");
        }
        html.append("</tbody></table>");
    }

    private void switches(StringBuilder html) {
        html.append("<table><thead><tr><th scope=\"col\">Change</th>")
                .append("<th scope=\"col\" class=\"number\">From decided to seen</th></tr></thead><tbody>");
        for (Figures.Switch each : Figures.switches(entries)) {
            html.append("<tr><td>")
                    .append(escape(each.name()))
                    .append("</td><td class=\"number\">")
                    .append(each.took().toMillis())
                    .append(" ms</td></tr>");
        }
        html.append("</tbody></table>");
    }

    private void timeline(StringBuilder html) {
        Map<String, EventWords> words = new HashMap<>();
        Instant start = chapters.get(0).from();
        for (Entry entry : entries) {
            Event event = entry.event();
            words.computeIfAbsent(event.deployment(), EventWords::new).of(entry).ifPresent(line -> html.append(
                            String.format(
                                    Locale.ROOT,
                                    "%6.1f s  ",
                                    Duration.between(start, entry.at()).toMillis() / 1000.0))
                    .append(escape(line))
                    .append('\n'));
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
