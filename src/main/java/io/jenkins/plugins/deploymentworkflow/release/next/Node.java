package io.jenkins.plugins.deploymentworkflow.release.next;

import io.jenkins.plugins.deploymentworkflow.git.Commit;
import io.jenkins.plugins.deploymentworkflow.versioning.Bump;
import io.jenkins.plugins.deploymentworkflow.versioning.CommitMessage;
import io.jenkins.plugins.deploymentworkflow.versioning.Impact;
import io.jenkins.plugins.deploymentworkflow.versioning.Reverted;
import java.util.List;
import java.util.Optional;

/** What is kept of a commit of the range: no more than the next version depends on. */
public record Node(String hash, List<String> parents, String subject, Impact impact, Optional<Reverted> reverted) {
    static Node of(Commit commit) {
        return of(commit, CommitMessage.parse(commit.message()));
    }

    public static Node of(Commit commit, CommitMessage message) {
        Impact impact = commit.isMerge() && !message.isConventional() ? new Impact(Bump.NONE, "") : Impact.of(message);
        return new Node(commit.hash(), commit.parents(), message.subject(), impact, message.reverted());
    }

    public boolean isMerge() {
        return parents.size() > 1;
    }

    /** A commit is its hash. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Node that && hash.equals(that.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    Cause cause(Impact judged) {
        return new Cause(hash, subject, judged.bump(), judged.reason());
    }
}
