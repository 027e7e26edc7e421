package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseFile;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        return new Site(rooted, Repository.discover(rooted), common, ReleaseFile.in(rooted.directory()));
    }

    Site with(ReleaseSettings other) {
        return new Site(git, repository, common, other);
    }

    /** Where this package keeps what it needs for a while. */
    Path workshop() {
        return common.resolve("deployment-workflow");
    }

    /** A file or directory there that is not there yet. */
    Path temporary(String what) {
        try {
            Files.createDirectories(workshop());
            Path file = Files.createTempFile(workshop(), what, "");
            Files.delete(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write in " + workshop(), e);
        }
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
