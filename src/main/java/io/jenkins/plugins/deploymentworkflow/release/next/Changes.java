package io.jenkins.plugins.deploymentworkflow.release.next;

import io.jenkins.plugins.deploymentworkflow.git.Commit;
import io.jenkins.plugins.deploymentworkflow.versioning.Bump;
import io.jenkins.plugins.deploymentworkflow.versioning.Impact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The commits since a release, as they come, and what they mean together. */
final class Changes implements Consumer<Commit> {
    private static final Impact REVERT = new Impact(Bump.PATCH, "revert of something released");

    private final List<Node> nodes = new ArrayList<>();

    @Override
    public void accept(Commit commit) {
        nodes.add(Node.of(commit));
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }

    /** Whether one of them was made upon this commit. */
    boolean beginAt(String commit) {
        return nodes.stream().anyMatch(node -> node.parents().contains(commit));
    }

    /** Commits that mean something, or cannot be read, those that demand the most first. */
    List<Cause> causes() {
        Reverts reverts = Reverts.among(nodes);
        List<Cause> causes = new ArrayList<>();
        for (Node node : nodes) {
            if (!reverts.isTakenBack(node)) {
                Impact impact = judged(node, reverts);
                if (!impact.reason().isEmpty()) {
                    causes.add(node.cause(impact));
                }
            }
        }
        causes.sort(Comparator.comparing(Cause::bump).reversed());
        return causes;
    }

    private static Impact judged(Node node, Reverts reverts) {
        if (node.reverted().isEmpty() || node.impact().bump() == Bump.MAJOR) {
            return node.impact();
        }
        return reverts.takesBackWhatWasReleased(node) ? REVERT : new Impact(Bump.NONE, "");
    }
}
