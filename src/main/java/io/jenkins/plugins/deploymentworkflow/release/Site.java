package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseFile;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The clone that is worked in.
 *
 * @param git in the root of the files that are checked out
 * @param repository the same
 * @param common the git directory that all work trees of the clone share
 * @param settings how it is released
 */
record Site(Git git, Repository repository, Path common, ReleaseSettings settings) {
    private static final long MOST_BYTES = 4L << 20;

    /**
     * @throws ReleaseRefused when nothing is checked out there
     * @throws ConfigurationException when {@code config/release.yaml} is wrong
     */
    static Site of(Git git) throws InterruptedException {
        Repository found = Repository.discover(git);
        if (found.isBare()) {
            throw new ReleaseRefused(
                    git.directory() + " is a bare repository; expected a clone with files checked out");
        }
        Git rooted = git.at(found.workTree());
        Path common = rooted.directory()
                .resolve(rooted.ask("rev-parse", "--git-common-dir"))
                .normalize();
        return new Site(rooted, Repository.discover(rooted), common, settings(rooted.directory()));
    }

    private static ReleaseSettings settings(Path root) {
        Path file = root.resolve(ReleaseFile.PATH);
        if (!Files.exists(file)) {
            return ReleaseSettings.DEFAULT;
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("it is larger than " + (MOST_BYTES >> 20) + " MiB");
            }
            return ReleaseFile.read(ReleaseFile.PATH, Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(
                    new Problem(ReleaseFile.PATH, 0, "", "expected UTF-8 text, found something else"));
        } catch (IOException e) {
            throw new ConfigurationException(new Problem(ReleaseFile.PATH, 0, "", "cannot be read: " + e.getMessage()));
        }
    }

    Site with(ReleaseSettings other) {
        return new Site(git, repository, common, other);
    }

    /** Where this package keeps what it needs for a while. */
    Path workshop() {
        return common.resolve("deployment-workflow");
    }

    ReleaseSettings.Branches branches() {
        return settings.branches();
    }

    /** The full name of a local branch. */
    static String head(String branch) {
        return "refs/heads/" + branch;
    }

    static String tag(String name) {
        return "refs/tags/" + name;
    }

    /** The full name of a branch of the remote, as it was seen last. */
    String seen(String branch) {
        return "refs/remotes/" + settings.remote() + "/" + branch;
    }
}
