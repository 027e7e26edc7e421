package io.jenkins.plugins.deploymentworkflow.runtime;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.operation.EventWords;
import java.io.IOException;
import java.util.Optional;

/** Tells a workplace's log what happens to a deployment, each thing once. */
final class CourseLog {
    private final String deployment;
    private final Workplace workplace;
    private final EventWords words;
    private long read;
    private volatile long printed;

    /** @param printed the last entry of the ledger that the log has already; 0 for none */
    CourseLog(String deployment, Workplace workplace, long printed) {
        this.deployment = deployment;
        this.workplace = workplace;
        this.words = new EventWords(deployment);
        this.printed = printed;
    }

    /** The last entry of the ledger that the log has. */
    long printed() {
        return printed;
    }

    /** Tells what the ledger has and the log has not. */
    synchronized void catchUp(Ledger ledger) throws IOException, InterruptedException {
        for (Entry entry : ledger.after(read)) {
            read = entry.sequence();
            Optional<String> line = words.of(entry);
            if (line.isPresent() && read > printed) {
                say(line.get());
                if (words.asksForApproval(entry)) {
                    askForDecision();
                }
            }
            printed = Math.max(printed, read);
        }
    }

    private void askForDecision() throws IOException, InterruptedException {
        if (workplace instanceof Workplace.OfBuild build) {
            say(DecisionLinks.of(build.run().getUrl(), deployment));
        }
    }

    void say(String line) throws IOException, InterruptedException {
        workplace.log().getLogger().println(line);
    }
}
