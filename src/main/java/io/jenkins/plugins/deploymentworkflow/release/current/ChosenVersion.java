package io.jenkins.plugins.deploymentworkflow.release.current;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseFile;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.GitException;
import io.jenkins.plugins.deploymentworkflow.release.next.ShallowHistory;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The version that is deployed from a directory. {@code auto} is found out from the repository there; what is said is
 * taken as it is, and held against the branch rules where the project has configured its releases. Nothing is fetched
 * and nothing changed.
 *
 * @param version as in Semantic Versioning where it was found out; otherwise as it was given
 * @param why how it was found out, a line each; what strangers wrote is made plain in them
 * @param against the branch rules that it breaks, each with the way out
 */
public record ChosenVersion(String version, List<String> why, List<String> against) {
    /** What to write for a version that is to be found out. */
    public static final String AUTO = "auto";

    public ChosenVersion {
        why = List.copyOf(why);
        against = List.copyOf(against);
    }

    /** Says in a word what a version is needed for. */
    public enum Purpose {
        /** To be tried out: takes what is not released, too. */
        STAGING,
        /** To be used: takes releases. */
        PRODUCTION
    }

    /**
     * @param git in the directory that is deployed from; not run when there is nothing to ask it
     * @param asked a version, or {@link #AUTO}
     * @param variables of the build; those that name its branch are believed when the repository agrees
     * @throws ConfigurationException when it cannot be found out, with the way out; and when {@code config/release.yaml}
     *     is wrong
     */
    public static ChosenVersion of(Git git, String asked, Purpose purpose, Map<String, String> variables)
            throws InterruptedException {
        if (AUTO.equals(asked)) {
            return found(git, purpose, variables);
        }
        if (!SemanticVersion.isValid(asked) || !isConfigured(git.directory())) {
            return new ChosenVersion(asked, List.of(), List.of());
        }
        return said(git, asked, purpose, variables);
    }

    private static ChosenVersion found(Git git, Purpose purpose, Map<String, String> variables)
            throws InterruptedException {
        try {
            return new FoundVersion(CheckedOut.in(git, variables), purpose).choose();
        } catch (GitException | ShallowHistory e) {
            throw new ConfigurationException(new Problem("", 0, "version", "auto: " + e.getMessage()));
        }
    }

    /** Without a sound answer of the repository, nothing is said against a version that a person or a script knows. */
    private static ChosenVersion said(Git git, String version, Purpose purpose, Map<String, String> variables)
            throws InterruptedException {
        try {
            return new SaidVersion(CheckedOut.in(git, variables), purpose).judge(version);
        } catch (GitException | ShallowHistory e) {
            String why = "the branch rules were not looked at: " + e.getMessage();
            return new ChosenVersion(version, List.of(why), List.of());
        }
    }

    /** Whether the project that a directory belongs to has its releases configured; without asking git. */
    private static boolean isConfigured(Path directory) {
        for (Path each = directory; each != null; each = each.getParent()) {
            if (Files.exists(each.resolve(".git"))) {
                return Files.exists(each.resolve(ReleaseFile.PATH));
            }
        }
        return false;
    }
}
