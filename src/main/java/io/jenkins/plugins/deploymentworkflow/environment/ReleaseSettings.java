package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a repository is released, from {@code config/release.yaml}; every part has a default. The names of branches are
 * git-flow's.
 *
 * @param remote where branches and tags are pushed
 * @param push whether they are
 * @param atomic whether a push that the remote cannot take as a whole is refused
 * @param pullRequests whether {@code main} and {@code develop} take pull requests alone
 * @param versionFiles empty for the usual ones that are there
 * @param links of release notes
 */
public record ReleaseSettings(
        Branches branches,
        Tags tags,
        String remote,
        boolean push,
        boolean atomic,
        boolean pullRequests,
        List<VersionFile> versionFiles,
        Development development,
        LinkSettings links) {

    public static final ReleaseSettings DEFAULT = new ReleaseSettings(
            new Branches("main", "develop", "release/", "hotfix/"),
            new Tags("v", Optional.empty()),
            "origin",
            true,
            true,
            false,
            List.of(),
            new Development(Bump.MINOR, "SNAPSHOT", List.of("pom.xml")),
            LinkSettings.DEFAULT);

    /**
     * @param main what production runs
     * @param develop where work goes on
     * @param release what the names of releases' branches begin with
     * @param hotfix the same of hotfixes
     */
    public record Branches(String main, String develop, String release, String hotfix) {}

    /**
     * @param prefix what stands before the version
     * @param sign whether tags are signed; empty for what git is configured to do
     */
    public record Tags(String prefix, Optional<Boolean> sign) {}

    /**
     * @param file from the root of the repository
     * @param pattern with one group, the version; empty for what its name says it is
     */
    public record VersionFile(String file, Optional<Pattern> pattern) {}

    /**
     * What {@code develop} says between releases.
     *
     * @param bump which part of the released version goes up
     * @param suffix the pre-release that is added; empty for none
     * @param files those version files that say a development version; others go on with the released one
     */
    public record Development(Bump bump, String suffix, List<String> files) {}

    public enum Bump {
        MAJOR,
        MINOR,
        PATCH
    }
}
