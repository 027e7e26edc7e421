package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import java.util.List;

/** Which of the ledger's environments a command is about. */
final class Selection {
    private Selection() {}

    /**
     * Those of that name.
     *
     * @param environment null for all of them
     * @param application null for those of every application
     */
    static List<LedgerStore.Key> of(LedgerStore ledgers, String environment, String application) {
        return ledgers.environments().stream()
                .filter(key -> environment == null || key.environment().equals(environment))
                .filter(key -> application == null || key.application().equals(application))
                .toList();
    }

    /** @param environment null for all of them */
    static String nothing(LedgerStore ledgers, String environment) {
        return "nothing has been deployed" + (environment == null ? "" : " to " + environment) + " yet (ledger "
                + ledgers.root() + ")";
    }

    /**
     * The one environment of that name.
     *
     * @param application decides between applications, null when none was named
     * @throws Refused when there is none, or more than one
     */
    static LedgerStore.Key one(LedgerStore ledgers, String environment, String application) {
        List<LedgerStore.Key> found = of(ledgers, environment, application);
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new Refused(
                found.isEmpty()
                        ? nothing(ledgers, environment)
                        : "several applications are deployed to " + environment + ": "
                                + found.stream()
                                        .map(LedgerStore.Key::application)
                                        .toList()
                                + "; name one with --application");
    }
}
