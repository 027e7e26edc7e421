package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.operation.Operations;

/** Puts the library together for this machine. */
final class Workshop {
    private Workshop() {}

    static Operations operations(CommonOptions common) {
        return new Operations(common.ledgers(), new LocalSurroundings(common.ledger));
    }

    static String actor() {
        return System.getProperty("user.name", "unknown");
    }
}
