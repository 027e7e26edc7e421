package io.jenkins.plugins.deploymentworkflow.release.files;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the files of a commit that say the version: those that the configuration names, else those of the usual names at
 * the root that are there.
 */
public final class VersionFiles {
    private static final List<String> USUAL = List.of("pom.xml", "package.json", "pyproject.toml", "VERSION");

    private VersionFiles() {}

    /**
     * @param files what is there, the configuration's order kept
     * @param left for people: the usual files that are there and say no version of their own, and why
     */
    public record Found(List<VersionFile> files, List<String> left) {
        public Optional<VersionFile> file(String path) {
            return files.stream().filter(file -> file.path().equals(path)).findFirst();
        }
    }

    /**
     * @param configured empty for the usual ones
     * @throws ConfigurationException when a file that is named is not there or says no version, or when any is broken
     */
    public static Found in(Tree tree, List<ReleaseSettings.VersionFile> configured) {
        return configured.isEmpty() ? usual(tree) : complete(tree, configured);
    }

    private static Found complete(Tree tree, List<ReleaseSettings.VersionFile> configured) {
        List<Problem> missing = new ArrayList<>();
        Found found = named(tree, configured, missing);
        if (!missing.isEmpty()) {
            throw new ConfigurationException(missing);
        }
        return found;
    }

    /** The same, those that are not there or say no version left out. */
    public static Found there(Tree tree, List<ReleaseSettings.VersionFile> configured) {
        return configured.isEmpty() ? usual(tree) : named(tree, configured, new ArrayList<>());
    }

    private static Found usual(Tree tree) {
        List<VersionFile> files = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (String path : USUAL) {
            Optional<byte[]> content = tree.read(path);
            if (content.isEmpty()) {
                continue;
            }
            try {
                files.add(read(tree, path, content.get(), format(path)));
            } catch (NoVersion e) {
                left.add(e.problem() + "; it is left as it is");
            }
        }
        return new Found(List.copyOf(files), List.copyOf(left));
    }

    private static Found named(Tree tree, List<ReleaseSettings.VersionFile> configured, List<Problem> missing) {
        List<VersionFile> files = new ArrayList<>();
        for (ReleaseSettings.VersionFile wanted : configured) {
            Optional<byte[]> content = tree.read(wanted.file());
            if (content.isEmpty()) {
                missing.add(new Problem(wanted.file(), 0, "", "expected this version file in the commit, found none"));
                continue;
            }
            try {
                Format format = wanted.pattern().<Format>map(Patterned::new).orElseGet(() -> format(wanted.file()));
                files.add(read(tree, wanted.file(), content.get(), format));
            } catch (NoVersion e) {
                missing.add(e.problem());
            }
        }
        return new Found(List.copyOf(files), List.of());
    }

    private static VersionFile read(Tree tree, String path, byte[] content, Format format) throws NoVersion {
        return new VersionFile(path, List.copyOf(format.spans(Source.of(path, content), tree)), tree);
    }

    private static Format format(String path) {
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "pom.xml" -> new MavenPom();
            case "package.json" -> new PackageJson();
            case "pyproject.toml" -> new Pyproject();
            default -> new PlainText();
        };
    }
}
