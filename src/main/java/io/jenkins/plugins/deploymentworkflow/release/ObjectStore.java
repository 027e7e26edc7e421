package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.GitResult;
import io.jenkins.plugins.deploymentworkflow.release.files.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes trees, commits and merges as objects alone: no ref, no index and no file that is checked out changes. */
final class ObjectStore {
    private final Site site;
    private final Git git;

    ObjectStore(Site site) {
        this.site = site;
        this.git = site.git();
    }

    /** What a merge gives: a tree, or the files whose conflicts only a person can solve. */
    record Merged(String tree, List<String> conflicts) {}

    private record Blob(String mode, String hash) {}

    /** @param commit a commit or a tree */
    Tree tree(String commit) {
        return path -> {
            try {
                Optional<Blob> blob = blob(commit, path);
                return blob.isEmpty()
                        ? Optional.empty()
                        : Optional.of(git.stream(
                                InputStream::readAllBytes,
                                List.of("cat-file", "blob", blob.get().hash())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new IOException("interrupted while reading " + path));
            }
        };
    }

    /** A link or a submodule is no file. */
    private Optional<Blob> blob(String commit, String path) throws InterruptedException {
        String line = git.run("--literal-pathspecs", "ls-tree", "-z", "--full-tree", commit, "--", path)
                .text();
        String[] fields = line.split("[ \t]", 4);
        return fields.length == 4 && fields[0].startsWith("100") && fields[3].equals(path + "\0")
                ? Optional.of(new Blob(fields[0], fields[2]))
                : Optional.empty();
    }

    /** The tree of a commit with other contents for files that it has. */
    String treeWith(String commit, Map<String, byte[]> contents) throws InterruptedException {
        if (contents.isEmpty()) {
            return treeOf(commit);
        }
        StringBuilder entries = new StringBuilder();
        for (Map.Entry<String, byte[]> content : contents.entrySet()) {
            Blob old = blob(commit, content.getKey()).orElseThrow();
            entries.append(old.mode())
                    .append(' ')
                    .append(write(content.getValue()))
                    .append('\t');
            entries.append(content.getKey()).append('\0');
        }
        Path index = site.temporary("index");
        try {
            Git apart = git.with(Map.of("GIT_INDEX_FILE", index.toString()));
            apart.ask("read-tree", commit);
            apart.run(List.of("update-index", "-z", "--index-info"), entries.toString())
                    .text();
            return apart.ask("write-tree");
        } finally {
            Leftovers.delete(index);
        }
    }

    String treeOf(String commit) throws InterruptedException {
        return git.ask("rev-parse", "--verify", commit + "^{tree}");
    }

    private String write(byte[] content) throws InterruptedException {
        Path file = site.temporary("blob");
        try {
            Files.write(file, content);
            return git.ask("hash-object", "-w", "--no-filters", "--", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        } finally {
            Leftovers.delete(file);
        }
    }

    /** A commit without a signature. */
    String commit(String tree, List<String> parents, String message) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("commit-tree", tree, "-F", "-"));
        parents.forEach(parent -> arguments.addAll(List.of("-p", parent)));
        return git.run(arguments, message + "\n").text();
    }

    Merged merge(String ours, String theirs) throws InterruptedException {
        GitResult result = git.run("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ours, theirs);
        if (result.exitCode() > 1) {
            throw result.failure();
        }
        List<String> fields = Arrays.asList(result.output().split("\0"));
        return new Merged(fields.get(0), result.exitCode() == 0 ? List.of() : fields.subList(1, fields.size()));
    }
}
