package io.jenkins.plugins.deploymentworkflow.ui;

import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.AbortException;
import hudson.cli.CLICommand;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kohsuke.args4j.Option;

/** What the commands of {@code jenkins-cli} have in common that do something with one environment. */
abstract class EnvironmentCommand extends CLICommand {
    private static final int LONGEST_REASON = 1000;

    @Option(name = "--application", metaVar = "NAME", usage = "Whose environment, when several have one of this name")
    private String application = "";

    @Option(name = "--json", usage = "Print one JSON document")
    private boolean json;

    /** Prints one thing, as a sentence or as JSON. */
    void print(String sentence, Map<String, Object> document) throws IOException {
        stdout.println(json ? new ObjectMapper().writeValueAsString(document) : sentence);
    }

    boolean json() {
        return json;
    }

    /**
     * The environments of this name that the user may see.
     *
     * @param name empty for all
     */
    List<LedgerStore.Key> visible(String name) {
        return Indexes.get().refreshed().stream()
                .filter(key -> name.isEmpty() || key.environment().equals(name))
                .filter(key -> application.isEmpty() || key.application().equals(application))
                .filter(key -> Environments.isVisible(key, ""))
                .toList();
    }

    /** @throws IllegalArgumentException when there is none that the user may see, or more than one */
    LedgerStore.Key the(String name) {
        List<LedgerStore.Key> found = visible(name);
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    Messages.EnvironmentCommand_none(name, application.isEmpty() ? "" : " of " + application));
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException(Messages.EnvironmentCommand_several(
                    name, found.stream().map(LedgerStore.Key::application).collect(Collectors.joining(", "))));
        }
        return found.get(0);
    }

    static String reason(String given) {
        String reason = given == null ? "" : given.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException(Messages.EnvironmentPage_reason(LONGEST_REASON));
        }
        return reason;
    }

    /** Carries it out, and says without a stack trace why it was not done. */
    @Override
    protected final int run() throws Exception {
        try {
            return carryOut();
        } catch (Refused | LedgerException e) {
            throw new AbortException(e.getMessage());
        }
    }

    abstract int carryOut() throws IOException, InterruptedException;
}
