package io.jenkins.plugins.deploymentworkflow.release.next;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseFile;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.GitResult;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How tags name releases: a prefix, then the version and nothing else.
 *
 * @param prefixes in the order of preference; the first one names a first release
 */
public record TagNames(List<String> prefixes) {
    public TagNames {
        prefixes = List.copyOf(prefixes);
    }

    /** {@code v1.2.3}, and {@code 1.2.3} where somebody does it so. */
    public static TagNames usual() {
        return new TagNames(List.of("v", ""));
    }

    /** Those of a component, such as {@code storefront-v} or {@code storefront/v}; no others. */
    public static TagNames of(String prefix) {
        return new TagNames(List.of(prefix));
    }

    /** Those of a project. */
    public static TagNames of(ReleaseSettings settings) {
        String prefix = settings.tags().prefix();
        return prefix.equals(ReleaseSettings.DEFAULT.tags().prefix()) ? usual() : of(prefix);
    }

    /**
     * Those that the project of a repository has in its {@code config/release.yaml}; the usual where no files are
     * checked out.
     *
     * @throws io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException when that file is wrong
     */
    public static TagNames in(Repository repository) throws InterruptedException {
        GitResult root = repository.git().run("rev-parse", "--show-toplevel");
        return root.succeeded() ? of(ReleaseFile.in(Path.of(root.text()))) : usual();
    }

    /** The version that a tag names, if it names one of these. */
    public Optional<SemanticVersion> version(String tag) {
        return prefixes.stream()
                .filter(tag::startsWith)
                .flatMap(prefix -> SemanticVersion.parse(tag.substring(prefix.length())).stream())
                .findFirst();
    }

    /** The tag of a version, named as that of the last release. */
    public String tag(SemanticVersion version, Optional<Release> last) {
        String prefix = last.map(release -> release.tag().name())
                .flatMap(name -> prefixes.stream().filter(name::startsWith).findFirst())
                .orElse(prefixes.get(0));
        return prefix + version;
    }

    @Override
    public String toString() {
        return "'" + prefixes.get(0) + "1.2.3'";
    }
}
