package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.model.Api;
import io.jenkins.plugins.deploymentworkflow.ledger.Index;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Refusal;
import io.jenkins.plugins.deploymentworkflow.ledger.Standing;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What runs where: the environments of the controller, of a folder or of a job, as far as the user may see them. */
@ExportedBean
public abstract class Environments {
    /** Full name of the folder or the job; empty for the controller. */
    abstract String scope();

    /** By application and name. */
    @Exported(inline = true)
    public List<EnvironmentRow> getEnvironments() {
        List<EnvironmentRow> rows = new ArrayList<>();
        for (LedgerStore.Key key : Indexes.get().refreshed()) {
            if (isVisible(key, scope())) {
                rows.add(row(key));
            }
        }
        return rows;
    }

    static boolean isVisible(LedgerStore.Key key, String scope) {
        try {
            return Place.visible(Indexes.get().of(key), scope);
        } catch (LedgerException e) {
            return Place.visibleWithoutHistory(scope);
        }
    }

    static EnvironmentRow row(LedgerStore.Key key) {
        Index index = Indexes.get().of(key);
        boolean behind = Indexes.get().isBehind(key);
        try {
            Optional<Refusal> holder = Ledgers.get()
                    .store()
                    .lock(key.application(), key.environment())
                    .holder(Instant.now());
            return new EnvironmentRow(key, index.standing(), holder, index.problem(), behind);
        } catch (LedgerException e) {
            return new EnvironmentRow(key, Standing.UNKNOWN, Optional.empty(), e.getMessage(), behind);
        }
    }

    public Api getApi() {
        return new Api(this);
    }

    /** A point in time to the minute, in the zone given; empty for none. */
    public static String minute(Instant at, String zone) {
        ZoneId in = zone == null || zone.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(zone);
        return at == null
                ? ""
                : DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(in).format(at);
    }
}
