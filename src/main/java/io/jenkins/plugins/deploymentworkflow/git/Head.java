package io.jenkins.plugins.deploymentworkflow.git;

import java.util.Optional;

/**
 * What is checked out.
 *
 * @param branch without {@code refs/heads/}; empty when the head is detached
 * @param commit empty while the branch has no commit yet
 */
public record Head(Optional<String> branch, Optional<String> commit) {
    public boolean isDetached() {
        return branch.isEmpty();
    }
}
