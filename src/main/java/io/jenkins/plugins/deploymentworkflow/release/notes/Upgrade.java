package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.util.Optional;

/**
 * What somebody who upgrades has to know or do.
 *
 * @param scope of the change
 * @param text in paragraphs, cleaned and bounded, not escaped
 * @param hash of the commit that says so
 */
public record Upgrade(Optional<String> scope, String text, String hash) {}
