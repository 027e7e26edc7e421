package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A {@link Changelog} on disk. */
public final class ChangelogFile {
    private static final long MOST_BYTES = 16L << 20;

    private ChangelogFile() {}

    /**
     * Adds a release to a file, which is made when it is missing.
     *
     * @param notes of a version
     * @param replace writes a section of this version that is there anew
     * @return whether the file changed
     * @throws ConfigurationException when it is no changelog: a link, no UTF-8 text, too large, or with code or a comment
     *     without an end
     * @throws UncheckedIOException when it cannot be read or written
     */
    public static boolean update(Path file, ReleaseNotes notes, boolean replace) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null && !Files.isDirectory(directory)) {
                throw wrong(file, "expected a file in a directory that is there, found no directory " + directory);
            }
            boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            String old = there ? read(file) : "";
            Changelog changelog = there ? Changelog.of(file.toString(), old) : Changelog.empty();
            String changed = changelog.with(notes, replace);
            if (there && changed.equals(old)) {
                return false;
            }
            Files.writeString(file, changed);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the changelog " + file + " cannot be read or written: " + e.getMessage(), e);
        }
    }

    private static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw wrong(file, "expected a file of its own, found a link or a directory");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw wrong(file, "expected a file of at most " + (MOST_BYTES >> 20) + " MiB");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong(file, "expected UTF-8 text, found something else");
        }
    }

    private static ConfigurationException wrong(Path file, String message) {
        return new ConfigurationException(new Problem(file.toString(), 0, "", message));
    }
}
