package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.GitResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes the commits and tags that a release leaves, signed where that is configured, as objects alone. */
final class SignedObjects {
    private static final Pattern COMMIT_SIGNATURE = Pattern.compile("(?m)^gpgsig(-sha256)? -----BEGIN ");
    private static final Pattern TAG_SIGNATURE = Pattern.compile("(?m)^-----BEGIN [A-Z]+ (SIGNATURE|MESSAGE)-----$");

    private final Site site;
    private final Git git;

    SignedObjects(Site site) {
        this.site = site;
        this.git = site.git();
    }

    /**
     * A commit, signed when git is configured to sign commits.
     *
     * @throws ReleaseStopped when it cannot be signed
     */
    String commit(String tree, List<String> parents, String message) throws InterruptedException {
        boolean signed = configured("commit.gpgSign");
        List<String> arguments = new ArrayList<>(List.of("commit-tree", tree, "-F", "-"));
        parents.forEach(parent -> arguments.addAll(List.of("-p", parent)));
        if (signed) {
            arguments.add("-S");
        }
        GitResult made = git.run(arguments, message + "\n");
        if (signed && !(made.succeeded() && holds(git, made.text(), COMMIT_SIGNATURE))) {
            throw unsigned("the commit '" + message + "'", "commit.gpgSign demands", made);
        }
        return made.text();
    }

    /**
     * An annotated tag, made by git itself in a repository beside, so that nobody sees it yet.
     *
     * @param sign empty for what git is configured to do
     * @return the hash of the tag
     * @throws ReleaseStopped when it cannot be signed
     */
    String tag(String name, String commit, String message, Optional<Boolean> sign) throws InterruptedException {
        boolean signed = sign.isPresent() ? sign.get() : configured("tag.gpgSign");
        Path beside = site.temporary("tags");
        try {
            String format = git.ask("rev-parse", "--show-object-format");
            git.ask("init", "-q", "--bare", "--template=", "--object-format=" + format, beside.toString());
            Git apart = git.with(Map.of(
                    "GIT_DIR", beside.toString(),
                    "GIT_OBJECT_DIRECTORY", site.common().resolve("objects").toString()));
            List<String> arguments = new ArrayList<>(List.of(
                    "-c",
                    "include.path=" + site.common().resolve("config"),
                    "tag",
                    "-a",
                    "-F",
                    "-",
                    "--cleanup=verbatim",
                    signed ? "-s" : "--no-sign",
                    "--",
                    name,
                    commit));
            GitResult made = apart.run(arguments, message + "\n");
            if (signed && !(made.succeeded() && holds(apart, Site.tag(name), TAG_SIGNATURE))) {
                throw unsigned("the tag " + name, "tag.gpgSign, sign: true or --sign demands", made);
            }
            made.text();
            return apart.ask("rev-parse", "--verify", Site.tag(name));
        } finally {
            Leftovers.delete(beside);
        }
    }

    private boolean configured(String setting) throws InterruptedException {
        return git.run("config", "--type=bool", "--get", setting)
                .output()
                .strip()
                .equals("true");
    }

    /** Looked at, because some gits (2.39) are content with an unsigned tag where an SSH key cannot be read. */
    private static boolean holds(Git git, String object, Pattern signature) throws InterruptedException {
        return signature.matcher(git.ask("cat-file", "-p", object)).find();
    }

    private static ReleaseStopped unsigned(String what, String why, GitResult made) {
        List<String> said =
                made.errors().lines().filter(line -> !line.isBlank()).toList();
        return new ReleaseStopped("git could not sign " + what + ", as " + why
                + (said.isEmpty() ? "" : "; it says: " + Words.list(said))
                + ". Nothing has changed, neither here nor there. Have user.signingKey name a key that can be used"
                + " without a question (one with a passphrase: held by an agent), and do the same again");
    }
}
