package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.Util;
import hudson.model.Failure;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.operation.Asking;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;

/** What a person asks for on a page, and the answer; what cannot be done is told in its own words, with status 400. */
final class Asked {
    private static final int LONGEST_REASON = 1000;

    private Asked() {}

    /** Does it, and says where to go on. */
    interface Answer {
        HttpResponse get() throws InterruptedException, ExecutionException, TimeoutException;
    }

    static HttpResponse answered(Answer answer) {
        try {
            return answer.get();
        } catch (TimeoutException e) {
            return HttpResponses.redirectToDot();
        } catch (ExecutionException e) {
            throw new Failure(String.valueOf(e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(Messages.EnvironmentPage_interrupted());
        } catch (Refused | LedgerException | IllegalArgumentException e) {
            throw new Failure(e.getMessage());
        }
    }

    /** Asks what is under way for something. */
    static HttpResponse of(Consumer<Asking> question, HttpResponse then) {
        return answered(() -> {
            question.accept(new Asking(Ledgers.get().store()));
            return then;
        });
    }

    /** @throws Failure when none is given, or a very long one */
    static String reason(String given) {
        String why = Util.fixNull(given).strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw new Failure(Messages.EnvironmentPage_reason(LONGEST_REASON));
        }
        return why;
    }
}
