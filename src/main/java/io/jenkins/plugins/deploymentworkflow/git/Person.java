package io.jenkins.plugins.deploymentworkflow.git;

/** Who wrote a commit, as the repository's {@code .mailmap} names them; both may be empty or untrue. */
public record Person(String name, String mail) {}
