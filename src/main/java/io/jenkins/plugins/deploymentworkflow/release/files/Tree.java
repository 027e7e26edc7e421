package io.jenkins.plugins.deploymentworkflow.release.files;

import java.util.Optional;

/** The files of one commit. */
public interface Tree {
    /**
     * The content of a file.
     *
     * @param path from the root, with {@code /}
     * @return nothing when there is no such file
     */
    Optional<byte[]> read(String path);
}
