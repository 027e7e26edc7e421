package io.jenkins.plugins.deploymentworkflow.git;

/**
 * A tag of a commit.
 *
 * @param name without {@code refs/tags/}
 * @param commit the hash of the commit that it leads to, through however many tags
 * @param annotated whether it is an object of its own, with a message and perhaps a signature
 */
public record Tag(String name, String commit, boolean annotated) {
    /** Its full name. */
    public String ref() {
        return "refs/tags/" + name;
    }
}
