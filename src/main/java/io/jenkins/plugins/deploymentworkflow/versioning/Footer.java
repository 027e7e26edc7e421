package io.jenkins.plugins.deploymentworkflow.versioning;

/**
 * A footer of a commit message, such as {@code Reviewed-by: Z} or {@code Fixes #12}.
 *
 * @param token as it is written
 * @param value without blanks and empty lines around; several lines, even paragraphs, are kept; begins with {@code #}
 *     when that was the separator
 */
public record Footer(String token, String value) {
    /** Written in capitals, as the specification demands of this one. */
    public boolean isBreaking() {
        return token.equals("BREAKING CHANGE") || token.equals("BREAKING-CHANGE");
    }

    /** Tokens have no case but for that one. */
    public boolean is(String name) {
        return token.equalsIgnoreCase(name);
    }
}
