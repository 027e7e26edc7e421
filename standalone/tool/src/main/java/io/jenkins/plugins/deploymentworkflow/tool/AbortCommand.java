package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.operation.Operations;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Aborts what is under way; takes it back itself when nobody moves it any more. */
@Command(
        name = "abort",
        description = "Aborts the deployment under way and brings the previous version back.",
        sortOptions = false)
final class AbortCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; it is recorded.")
    private String reason = "";

    @Parameters(index = "0", paramLabel = "ENV", description = "The environment.")
    private String environment;

    @Override
    public Integer call() {
        LedgerStore ledgers = common.ledgers();
        LedgerStore.Key key = Selection.one(ledgers, environment, common.application);
        Operations operations = Workshop.operations(common);
        String by = Workshop.actor();
        String deployment =
                operations.ask(key.application(), key.environment(), Event.Request.ABORT, by, reason, Instant.now());
        if (operations
                .holder(key.application(), key.environment(), Instant.now())
                .isPresent()) {
            if (common.json()) {
                Output.json(Map.of("outcome", "asked", "deploymentId", deployment));
            } else {
                System.out.println("asked " + deployment + " to abort; the process that runs it takes it back");
            }
            return Main.DONE;
        }
        int code = new Runner(common)
                .run(() ->
                        operations.resume(key.application(), key.environment(), common.variables(), by, Instant.now()));
        return code == Main.ABORTED || code == Main.REFUSED ? Main.DONE : code;
    }
}
