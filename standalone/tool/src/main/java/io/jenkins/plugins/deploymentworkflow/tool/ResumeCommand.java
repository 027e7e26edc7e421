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

/** Goes on with an interrupted deployment, or lets one go on that is held. */
@Command(
        name = "resume",
        description = "Goes on with a deployment that was interrupted, or lets one go on that is held.",
        sortOptions = false)
final class ResumeCommand implements Callable<Integer> {
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
        boolean held = Operations.unfinished(ledgers.ledger(key.application(), key.environment()))
                .filter(state -> state.held() != null && state.approval().isEmpty())
                .isPresent();
        String by = Workshop.actor();
        if (held) {
            String deployment = operations.ask(
                    key.application(), key.environment(), Event.Request.RELEASE, by, reason, Instant.now());
            if (operations
                    .holder(key.application(), key.environment(), Instant.now())
                    .isPresent()) {
                if (common.json()) {
                    Output.json(Map.of("outcome", "released", "deploymentId", deployment));
                } else {
                    System.out.println("released " + deployment + "; it goes on where it runs");
                }
                return Main.DONE;
            }
        }
        return new Runner(common)
                .run(() ->
                        operations.resume(key.application(), key.environment(), common.variables(), by, Instant.now()));
    }
}
