package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.util.Optional;

/**
 * An issue or a pull request that a message names.
 *
 * @param text how people call it, such as {@code #12}, {@code !34}, {@code acme/shop#5}, {@code OPS-7}
 * @param url where it is, {@code http} or {@code https}; empty when that is not known
 */
public record Reference(String text, Optional<Address> url) {}
