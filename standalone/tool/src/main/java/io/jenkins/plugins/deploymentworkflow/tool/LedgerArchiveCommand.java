package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.ledger.Archiving;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Moves old entries into archives. */
@Command(
        name = "archive",
        description = "Moves old deployments into compressed archives beside the ledger, which vouches for them.",
        sortOptions = false)
final class LedgerArchiveCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = "--keep-days",
            paramLabel = "N",
            required = true,
            description = "Keep what has ended in the last N days, at least " + Retention.FEWEST_DAYS + ".")
    private int days;

    @Option(
            names = "--keep-deployments",
            paramLabel = "N",
            defaultValue = "100",
            description = "Keep at least so many deployments of each environment. Default: ${DEFAULT-VALUE}.")
    private int deployments;

    @Option(
            names = "--keep-archives-days",
            paramLabel = "N",
            defaultValue = "0",
            description = "Remove archives whose last entry is older. Default: keep them for ever.")
    private int archiveDays;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Retention retention = retention();
        LedgerStore ledgers = common.ledgers();
        List<Map<String, Object>> environments = new ArrayList<>();
        for (LedgerStore.Key key : Selection.of(ledgers, null, common.application)) {
            Archiving.Done done = ledgers.archive(key, retention, Duration.ZERO, Workshop.actor(), Instant.now());
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("application", key.application());
            row.put("environment", key.environment());
            row.put("entries", done.entries());
            row.put("archive", done.archive().map(Path::toString).orElse(null));
            row.put("removed", done.removed().stream().map(Path::toString).toList());
            environments.add(row);
            if (!common.json()) {
                System.out.println(key.application() + " " + key.environment() + ": " + sentence(done));
            }
        }
        if (common.json()) {
            Output.json(Map.of("environments", environments));
        } else if (environments.isEmpty()) {
            System.out.println("there is no ledger in " + ledgers.root());
        }
        return Main.DONE;
    }

    private Retention retention() {
        try {
            if (days == 0) {
                throw new IllegalArgumentException("expected at least " + Retention.FEWEST_DAYS + " days, found 0");
            }
            return new Retention(days, deployments, archiveDays);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static String sentence(Archiving.Done done) {
        String moved = done.archive()
                .map(archive -> "moved " + done.entries() + " entries into " + archive.getFileName())
                .orElse("nothing is old enough to be moved");
        return moved + (done.removed().isEmpty() ? "" : "; removed " + done.removed().size() + " old archives");
    }
}
