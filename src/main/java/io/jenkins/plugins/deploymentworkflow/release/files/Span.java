package io.jenkins.plugins.deploymentworkflow.release.files;

/**
 * Where a version stands in a file.
 *
 * @param file from the root of the repository, with {@code /}
 * @param start the first byte of the version
 * @param end the byte after it
 * @param version what stands there
 */
record Span(String file, int start, int end, String version) {}
