package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.environment.GuardSettings.Approval;
import io.jenkins.plugins.deploymentworkflow.environment.Settings;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where in a plan a person is asked ({@code guards.approval}). A promotion asks before anything is touched. Staging is
 * where there is something to look at first: it asks for acceptance once the new version serves and its smoke tests
 * have passed, while going back is still a switch. Going back asks nobody.
 */
final class Approvals {
    private Approvals() {}

    static boolean asksFirst(Operation operation, Settings settings) {
        return operation == Operation.PROMOTE && settings.guards().approval().isPresent();
    }

    /** Whether a person has to accept what they have seen in staging. */
    static boolean asksForAcceptance(Operation operation, Settings settings) {
        return operation == Operation.STAGE && settings.guards().approval().isPresent();
    }

    /** The wait, when one is asked for; a plan that does nothing needs no approval. */
    static Plan first(Plan plan, Settings settings) {
        Optional<Approval> approval = settings.guards().approval();
        if (approval.isEmpty() || plan.size() == 0) {
            return plan;
        }
        List<Action> actions = new ArrayList<>(plan.actions());
        actions.add(0, wait(plan.version(), approval.get()));
        return new Plan(plan.strategy(), plan.version(), plan.previousVersion(), plan.required(), actions);
    }

    static Action wait(String version, Approval approval) {
        return new Action.AwaitApproval(version, approval.by(), approval.timeout());
    }
}
