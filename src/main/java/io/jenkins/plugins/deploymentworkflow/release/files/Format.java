package io.jenkins.plugins.deploymentworkflow.release.files;

import java.util.List;

/** How a kind of file says its version. */
interface Format {
    /**
     * Every place that holds the version, the file's own first.
     *
     * @param source the file
     * @param tree the files beside it, some of which may have to follow
     * @throws NoVersion when it has none
     */
    List<Span> spans(Source source, Tree tree) throws NoVersion;
}
