package io.jenkins.plugins.deploymentworkflow.ui;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.Extension;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Refusal;
import io.jenkins.plugins.deploymentworkflow.ledger.Standing;
import io.jenkins.plugins.deploymentworkflow.ledger.Summary;
import io.jenkins.plugins.deploymentworkflow.ledger.Underway;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.args4j.Argument;

/** {@code deployment-status [ENVIRONMENT]}: what runs where, and what goes on. */
@Extension
public class DeploymentStatusCommand extends EnvironmentCommand {
    @Argument(metaVar = "ENVIRONMENT", usage = "Only the environments of this name")
    private String environment = "";

    @Override
    public String getShortDescription() {
        return Messages.DeploymentStatusCommand_shortDescription();
    }

    @Override
    int carryOut() throws IOException {
        List<Map<String, Object>> rows =
                visible(environment).stream().map(DeploymentStatusCommand::row).toList();
        if (json()) {
            stdout.println(new ObjectMapper().writeValueAsString(Map.of("environments", rows)));
        } else if (rows.isEmpty()) {
            stdout.println(Messages.DeploymentStatusCommand_nothing());
        } else {
            rows.forEach(this::print);
        }
        return 0;
    }

    private static Map<String, Object> row(LedgerStore.Key key) {
        Standing standing = Indexes.get().of(key).standing();
        Optional<Underway> underway = standing.underway();
        Optional<Refusal> lock = Ledgers.get()
                .store()
                .lock(key.application(), key.environment())
                .holder(Instant.now());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("application", key.application());
        row.put("environment", key.environment());
        row.put("current", standing.current().orElse(""));
        row.put("previous", standing.previousGood().orElse(""));
        row.put("phase", underway.map(Underway::phase).orElse("idle"));
        row.put("deployment", underway.map(Underway::summary).map(Summary::id).orElse(""));
        row.put("version", underway.map(Underway::summary).map(Summary::version).orElse(""));
        row.put("action", underway.map(Underway::action).orElse(""));
        row.put("held", underway.map(Underway::held).orElse(""));
        row.put("locked", lock.isPresent());
        return row;
    }

    private void print(Map<String, Object> row) {
        String serves = row.get("current").toString();
        String doing = row.get("deployment").toString();
        stdout.println(row.get("application") + " " + row.get("environment") + ": "
                + (serves.isEmpty() ? Messages.DeploymentStatusCommand_noVersion() : serves)
                + (doing.isEmpty()
                        ? ""
                        : ", " + row.get("phase") + " " + row.get("version") + " (" + doing + "): " + row.get("action")
                                + row.get("held")));
    }
}
