package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.operation.Operations;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Approves a deployment that waits for it. Whoever can run this can also write the ledger, so it keeps honest people to
 * what was agreed, and proves nothing; Jenkins asks its own users and groups.
 */
@Command(
        name = "approve",
        description = {
            "Approves the deployment that waits for it (guards.approval), and lets it go on.",
            "You are taken for the user of this process, with its groups, unless --by says otherwise."
                    + " That is a convention and no proof of who you are: where it must be one, approve in"
                    + " Jenkins."
        },
        sortOptions = false)
final class ApproveCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(names = "--by", paramLabel = "NAME", description = "Who approves. Default: the user of this process.")
    private String by;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; it is recorded.")
    private String reason = "";

    @Parameters(index = "0", paramLabel = "ENV", description = "The environment.")
    private String environment;

    @Override
    public Integer call() {
        LedgerStore.Key key = Selection.one(common.ledgers(), environment, common.application);
        Operations operations = Workshop.operations(common);
        OsUser user = OsUser.ofThisProcess();
        Operations.unfinished(common.ledgers().ledger(key.application(), key.environment()))
                .filter(state -> state.approval().isEmpty())
                .ifPresent(state -> {
                    throw new Refused("deployment " + state.deployment() + " does not wait for approval"
                            + (state.held() == null
                                    ? ""
                                    : "; it is held, " + state.held().reason()
                                            + ". Let it go on with resume, or abort it"));
                });
        boolean another = by != null && !by.equals(user.name());
        String deployment = operations.release(
                key.application(),
                key.environment(),
                another ? by : user.name(),
                another ? Set.of() : user.groups(),
                another ? (reason + " (said by " + user.name() + ")").trim() : reason,
                Instant.now());
        boolean moved = operations
                .holder(key.application(), key.environment(), Instant.now())
                .isPresent();
        if (common.json()) {
            Output.json(Map.of("outcome", "approved", "deploymentId", deployment, "interrupted", !moved));
        } else {
            System.out.println("approved " + deployment
                    + (moved
                            ? "; it goes on where it runs"
                            : "; no process moves it, so go on with it: resume " + environment));
        }
        return Main.DONE;
    }
}
