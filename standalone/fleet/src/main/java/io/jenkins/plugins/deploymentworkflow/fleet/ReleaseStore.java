package io.jenkins.plugins.deploymentworkflow.fleet;

import io.jenkins.plugins.deploymentworkflow.target.local.ReleaseRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fleet's own copies of the artifacts, so that a rollback finds one whose build directory is gone; those that nobody
 * needs any more are deleted.
 */
final class ReleaseStore {
    private static final System.Logger LOG = System.getLogger(ReleaseStore.class.getName());

    private final StateDirectory directory;

    ReleaseStore(StateDirectory directory) {
        this.directory = directory;
    }

    /** A kept artifact. */
    record Stored(Path file, String sha256) {}

    /**
     * Keeps the artifact of a version; one that is kept already is left alone.
     *
     * @param known what is registered under the version so far
     * @return empty when the version has no artifact
     * @throws Refusal when the file is not what the request says or not what is known under the version
     */
    synchronized Optional<Stored> keep(String version, ReleaseRequest request, Optional<Release> known) {
        Optional<Stored> kept = known.filter(release -> release.artifact().isPresent())
                .map(release -> new Stored(
                        Path.of(release.artifact().get()), release.sha256().orElseThrow()))
                .filter(stored -> Files.isRegularFile(stored.file()));
        request.sha256().ifPresent(expected -> kept.ifPresent(stored -> same(version, stored.sha256(), expected)));
        if (request.artifact().isEmpty()) {
            return kept;
        }
        Path source = Path.of(request.artifact().get());
        if (!source.isAbsolute()) {
            throw Refusal.badRequest("artifact: expected an absolute path, found \"" + source + "\"");
        }
        if (!Files.isRegularFile(source)) {
            return Optional.of(kept.orElseThrow(() -> Refusal.badRequest("artifact: expected a file, found "
                    + (Files.exists(source) ? "something else" : "nothing") + " at " + source
                    + ". Build it, or name a version that was deployed here before")));
        }
        try {
            return Optional.of(copy(version, source, request.sha256(), kept));
        } catch (IOException e) {
            throw Refusal.failed("The artifact " + source + " of " + version + " could not be kept in "
                    + directory.release(version) + ": " + StateDirectory.describe(e));
        }
    }

    /** Deletes what is kept of every other version; what cannot be deleted is tried again the next time. */
    synchronized void discardAllBut(Set<String> versions) {
        try (Stream<Path> folders = Files.list(directory.releases())) {
            for (Path folder : folders.toList()) {
                if (!versions.contains(folder.getFileName().toString())) {
                    delete(folder);
                    LOG.log(
                            System.Logger.Level.INFO,
                            "Deleted the release " + folder.getFileName()
                                    + ": no instance runs it, and it is none of the last ones");
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Old releases could not be deleted: " + StateDirectory.describe(e));
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> content;
        try (Stream<Path> found = Files.walk(folder)) {
            content = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : content) {
            Files.delete(each);
        }
    }

    private Stored copy(String version, Path source, Optional<String> expected, Optional<Stored> kept)
            throws IOException {
        Path folder = directory.release(version);
        Files.createDirectories(folder);
        Path incoming = folder.resolve(".incoming");
        try {
            String digest = copyAndDigest(source, incoming);
            if (expected.isPresent() && !expected.get().equalsIgnoreCase(digest)) {
                throw Refusal.conflict(
                        "The artifact of " + version + " is not the one that was announced: expected SHA-256 "
                                + expected.get() + ", found " + digest + " at " + source);
            }
            if (kept.isPresent()) {
                same(version, kept.get().sha256(), digest);
                return kept.get();
            }
            boolean executable = Files.isExecutable(source);
            Files.setPosixFilePermissions(
                    incoming, PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
            Path file = folder.resolve(source.getFileName().toString().replaceAll("[^A-Za-z0-9._+-]", "_"));
            Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Stored(file, digest);
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private static void same(String version, String known, String found) {
        if (!known.equalsIgnoreCase(found)) {
            throw Refusal.conflict(
                    "Another artifact is known as version " + version + ": SHA-256 " + known + ", and this one is "
                            + found + ". A version is one artifact for ever: give this one a new version");
        }
    }

    private static String copyAndDigest(Path source, Path target) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(source), sha256());
                OutputStream out = Files.newOutputStream(target)) {
            ((InputStream) in).transferTo(out);
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
