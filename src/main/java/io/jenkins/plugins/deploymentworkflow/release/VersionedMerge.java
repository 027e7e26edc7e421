package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.release.files.VersionFile;
import io.jenkins.plugins.deploymentworkflow.release.files.VersionFiles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Merges without the conflicts that two versions in the version files would be: what is merged into is given the other
 * side's version first, and the result the version that it should have.
 */
final class VersionedMerge {
    private final ObjectStore objects;
    private final List<ReleaseSettings.VersionFile> configured;

    VersionedMerge(ObjectStore objects, ReleaseSettings settings) {
        this.objects = objects;
        this.configured = settings.versionFiles();
    }

    /** Which version a file should say. */
    interface Wanted {
        /**
         * @param file on the side that is merged
         * @param before what it says where it is merged into
         */
        String version(VersionFile file, String before);
    }

    /** The tree of the merge, or its conflicts; the tree means nothing then. */
    ObjectStore.Merged merge(String ours, String theirs, Wanted wanted) throws InterruptedException {
        VersionFiles.Found here = VersionFiles.there(objects.tree(ours), configured);
        VersionFiles.Found there = VersionFiles.there(objects.tree(theirs), configured);
        Map<String, byte[]> levelled = new TreeMap<>();
        Map<String, String> versions = new TreeMap<>();
        for (VersionFile file : there.files()) {
            here.file(file.path()).ifPresent(own -> {
                levelled.putAll(own.with(file.version()));
                versions.put(file.path(), wanted.version(file, own.version()));
            });
        }
        String side = levelled.isEmpty()
                ? ours
                : objects.commit(objects.treeWith(ours, levelled), List.of(ours), "The other side's version");
        ObjectStore.Merged merged = objects.merge(side, theirs);
        return merged.conflicts().isEmpty() ? new ObjectStore.Merged(with(merged.tree(), versions), List.of()) : merged;
    }

    /** The same tree, its version files saying these versions. */
    String with(String tree, Map<String, String> versions) throws InterruptedException {
        Map<String, byte[]> changed = new TreeMap<>();
        VersionFiles.there(objects.tree(tree), configured).files().stream()
                .filter(file -> versions.containsKey(file.path()))
                .forEach(file -> changed.putAll(file.with(versions.get(file.path()))));
        return objects.treeWith(tree, changed);
    }
}
