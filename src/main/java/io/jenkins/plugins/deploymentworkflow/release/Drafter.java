package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.release.files.VersionFile;
import io.jenkins.plugins.deploymentworkflow.release.files.VersionFiles;
import io.jenkins.plugins.deploymentworkflow.versioning.Bump;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the commits and the tag of a release as objects. */
final class Drafter {
    private final Site site;
    private final ObjectStore objects;
    private final SignedObjects signed;
    private final VersionedMerge merges;
    private final Progress progress;

    Drafter(Site site, Progress progress) {
        this.site = site;
        this.objects = new ObjectStore(site);
        this.signed = new SignedObjects(site);
        this.merges = new VersionedMerge(objects, site.settings());
        this.progress = progress;
    }

    /**
     * The first commit of a release's branch: its base with the version files bumped, or the base itself when no file
     * says another version.
     *
     * @param notes gets what is worth knowing about version files
     */
    String bumped(String base, String version, List<String> notes) throws InterruptedException {
        VersionFiles.Found found =
                VersionFiles.in(objects.tree(base), site.settings().versionFiles());
        notes.addAll(found.left());
        Map<String, byte[]> changed = new TreeMap<>();
        found.files().forEach(file -> changed.putAll(file.with(version)));
        if (changed.isEmpty()) {
            return base;
        }
        return signed.commit(objects.treeWith(base, changed), List.of(base), "Set the version to " + version);
    }

    /** Whether the version files of a commit, if there are any, say this version. */
    boolean says(String commit, String version) {
        return VersionFiles.there(objects.tree(commit), site.settings().versionFiles()).files().stream()
                .allMatch(file -> file.version().equals(version));
    }

    /**
     * The release merged to main, tagged, and merged back.
     *
     * @throws ReleaseStopped when a merge has conflicts, with the commands that solve them
     */
    Draft draft(Kind kind, String version, Tip branch, Tip main, Tip target, List<String> notes)
            throws InterruptedException {
        String tip = branch.commit();
        String release = bumped(tip, version, notes);
        String tag = site.settings().tags().prefix() + version;
        ObjectStore.Merged toMain = merges.merge(main.commit(), release, (file, before) -> version);
        if (!toMain.conflicts().isEmpty()) {
            throw new Conflicts(site, kind).withMain(branch, main, seen(branch, main, toMain));
        }
        String mainMerge = signed.commit(
                toMain.tree(),
                List.of(main.commit(), release),
                "Merge branch '" + branch.branch() + "' into " + main.branch());
        progress.done("merged " + branch.branch() + " into " + main.branch());
        String tagObject = signed.tag(
                tag, mainMerge, "Release " + version, site.settings().tags().sign());
        progress.done("tagged " + tag);
        String back = back(kind, version, tag, mainMerge, branch, main, target);
        progress.done("merged " + tag + " back into " + target.branch());
        return new Draft(
                kind,
                version,
                branch.branch(),
                tip,
                release,
                main.commit(),
                target.branch(),
                target.commit(),
                mainMerge,
                tag,
                tagObject,
                back,
                development(version, back));
    }

    private String back(Kind kind, String version, String tag, String mainMerge, Tip branch, Tip main, Tip target)
            throws InterruptedException {
        ObjectStore.Merged merged = backTree(version, mainMerge, target);
        if (!merged.conflicts().isEmpty()) {
            boolean mainToo = !site.repository().isAncestor(main.commit(), target.commit());
            throw new Conflicts(site, kind).withTarget(branch, main, target, mainToo, seen(target, branch, merged));
        }
        return signed.commit(
                merged.tree(), List.of(target.commit(), mainMerge), "Merge tag '" + tag + "' into " + target.branch());
    }

    /** What a person will find when they merge by hand, versions too. */
    private List<String> seen(Tip on, Tip other, ObjectStore.Merged merged) throws InterruptedException {
        List<String> files =
                new ArrayList<>(objects.merge(on.commit(), other.commit()).conflicts());
        merged.conflicts().stream().filter(file -> !files.contains(file)).forEach(files::add);
        return files;
    }

    /** What the branch that a release goes back to is like afterwards, or the conflicts. */
    ObjectStore.Merged backTree(String version, String mainMerge, Tip target) throws InterruptedException {
        boolean develop = target.branch().equals(site.branches().develop());
        return merges.merge(target.commit(), mainMerge, (file, before) -> wanted(file, before, version, develop));
    }

    /** Never lower than it was. */
    private String wanted(VersionFile file, String before, String version, boolean develop) {
        SemanticVersion released = SemanticVersion.of(version);
        boolean higher = SemanticVersion.parse(before)
                .map(own -> own.compareTo(released) > 0)
                .orElse(false);
        if (higher) {
            return before;
        }
        ReleaseSettings.Development settings = site.settings().development();
        return develop && settings.files().contains(file.path()) ? next(released, settings) : version;
    }

    private static String next(SemanticVersion released, ReleaseSettings.Development settings) {
        SemanticVersion next =
                released.release().bump(Bump.valueOf(settings.bump().name()));
        return settings.suffix().isEmpty() ? next.toString() : next + "-" + settings.suffix();
    }

    /** What the first file with a development version says after it, null when there is none. */
    String development(String version, String back) {
        VersionFiles.Found found =
                VersionFiles.there(objects.tree(back), site.settings().versionFiles());
        List<String> said = new ArrayList<>();
        for (String path : site.settings().development().files()) {
            found.file(path)
                    .map(VersionFile::version)
                    .filter(saying -> !saying.equals(version))
                    .ifPresent(said::add);
        }
        return said.isEmpty() ? null : said.get(0);
    }

    /** The version that develop will say after a release from this commit, null when no file has one of its own. */
    String plannedNext(String version, String commit) {
        ReleaseSettings.Development settings = site.settings().development();
        VersionFiles.Found found =
                VersionFiles.there(objects.tree(commit), site.settings().versionFiles());
        return settings.files().stream().anyMatch(path -> found.file(path).isPresent())
                ? next(SemanticVersion.of(version), settings)
                : null;
    }
}
