package io.jenkins.plugins.deploymentworkflow.runtime;

import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.operation.OperationRequest;
import java.io.IOException;

/**
 * What a course is to carry out.
 *
 * @param deployment its name, the same after a restart
 * @param beginning says what is asked for, when it has not begun yet
 */
public record Errand(String deployment, Operation operation, Beginning beginning) {
    /** What is asked for, found out when it is needed. */
    interface Beginning {
        OperationRequest request() throws IOException, InterruptedException;
    }

    /** What a build wants. */
    public static Errand of(String deployment, Wanted wanted, Workplace.OfBuild at) {
        return new Errand(deployment, wanted.operation(), () -> wanted.request(at, deployment));
    }
}
