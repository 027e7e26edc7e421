package io.jenkins.plugins.deploymentworkflow.release.files;

import io.jenkins.plugins.deploymentworkflow.environment.Problem;

/** The file is as it should be, but has no version of its own. */
final class NoVersion extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    NoVersion(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
