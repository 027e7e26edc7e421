package io.jenkins.plugins.deploymentworkflow.ui;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.operation.EventWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One line of what happened to a deployment, as the build log has it. No record: the annotation index knows none. */
@ExportedBean(defaultVisibility = 2)
public final class LogRow {
    private final Instant at;
    private final String words;

    LogRow(Instant at, String words) {
        this.at = at;
        this.words = words;
    }

    /** One for each entry that says something to a reader. */
    static List<LogRow> of(String deployment, List<Entry> entries) {
        EventWords words = new EventWords(deployment);
        List<LogRow> rows = new ArrayList<>();
        for (Entry entry : entries) {
            words.of(entry).ifPresent(line -> rows.add(new LogRow(entry.at(), line)));
        }
        return rows;
    }

    public Instant getAt() {
        return at;
    }

    /** In ISO 8601. */
    @Exported(name = "at")
    public String getAtText() {
        return at.toString();
    }

    @Exported
    public String getWords() {
        return words;
    }
}
