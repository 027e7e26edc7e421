package io.jenkins.plugins.deploymentworkflow.release;

/**
 * A breach of the branch rules.
 *
 * @param rule which, in a word that stays the same: {@code main-takes-releases-only}, {@code releases-return},
 *     {@code tags-are-on-main}, {@code prereleases-are-not-on-main}, {@code names-say-versions}, {@code one-at-a-time},
 *     {@code releases-leave-develop}, {@code hotfixes-leave-main}, {@code features-leave-develop}
 * @param branch the branch that it is about
 * @param what is wrong
 * @param wayOut what to do about it
 */
public record Violation(String rule, String branch, String what, String wayOut) {}
