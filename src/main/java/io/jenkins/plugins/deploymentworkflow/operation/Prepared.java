package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import java.util.List;

/**
 * An operation that is planned and has touched nothing yet.
 *
 * @param warnings what the user should know before it begins
 */
public record Prepared(
        OperationRequest request, Deployable deployable, Target target, Plan plan, List<String> warnings) {}
