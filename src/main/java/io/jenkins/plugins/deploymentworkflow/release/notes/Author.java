package io.jenkins.plugins.deploymentworkflow.release.notes;

/**
 * Somebody who wrote a change, by the name in the commit. Mail addresses are not passed on.
 *
 * @param name cleaned, at most 100 characters
 */
public record Author(String name) {
    private static final int LONGEST = 100;

    static Author of(String name) {
        return new Author(CleanText.line(name, LONGEST));
    }

    /** By hand, as is the hash: what Java makes for a record is slow for its first uses. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Author that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Programs that update dependencies and the like: hosts mark their names. */
    public boolean isBot() {
        return name.endsWith("[bot]");
    }
}
