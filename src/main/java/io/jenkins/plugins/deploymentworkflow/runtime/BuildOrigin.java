package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Cause;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.scm.ChangeLogSet;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Origin;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import jenkins.model.Jenkins;
import jenkins.scm.RunWithSCM;

/** What a build is called in the ledger. */
public final class BuildOrigin {
    private static final int LONGEST_NAME = 40;

    private BuildOrigin() {}

    /**
     * The deployment of a step of a build: the same whenever it is asked, another one for every step, and another one
     * for a build of the same number after the job was deleted and made again.
     */
    public static String deployment(Operation operation, Run<?, ?> run, String step) {
        return operation.word() + "-" + step(run, step);
    }

    /** What a step of a build is called among all of all builds, for ever; a file's name, and unique likewise. */
    public static String step(Run<?, ?> run, String step) {
        String identity = run.getExternalizableId() + "/" + run.getTimeInMillis() + "/" + step;
        String name = plain(run.getParent().getName());
        return name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "-" + run.getNumber() + "-" + step + "-"
                + digest(identity).substring(0, 8);
    }

    /** What the application is called when nothing says: as the job, or as the project that has the branch. */
    static String application(Run<?, ?> run, EnvVars environment) {
        String[] path = run.getParent().getFullName().split("/");
        boolean branch = environment.containsKey("BRANCH_NAME") && path.length > 1;
        return plain(path[branch ? path.length - 2 : path.length - 1]);
    }

    static Origin of(Run<?, ?> run, EnvVars environment, FilePath directory) {
        Cause.UserIdCause user = run.getCause(Cause.UserIdCause.class);
        String actor =
                run.getFullDisplayName() + (user == null || user.getUserId() == null ? "" : " by " + user.getUserId());
        Computer computer = directory.toComputer();
        return new Origin(
                actor,
                "jenkins",
                address(run),
                environment.get("GIT_COMMIT", ""),
                environment.get("BRANCH_NAME", environment.get("GIT_BRANCH", "")),
                directory.getRemote(),
                committedAt(run, environment.get("GIT_COMMIT", "")),
                Instant.ofEpochMilli(run.getStartTimeInMillis()),
                computer == null ? "" : computer.getName(),
                "");
    }

    /** As the build's list of changes says it; null when the commit is none of them. */
    private static Instant committedAt(Run<?, ?> run, String commit) {
        if (run instanceof RunWithSCM<?, ?> changed) {
            for (ChangeLogSet<? extends ChangeLogSet.Entry> set : changed.getChangeSets()) {
                for (ChangeLogSet.Entry entry : set) {
                    if (commit.equals(entry.getCommitId()) && entry.getTimestamp() > 0) {
                        return Instant.ofEpochMilli(entry.getTimestamp());
                    }
                }
            }
        }
        return null;
    }

    /** As Jenkins itself says it: variables are the build's to change, and who may see a deployment follows from it. */
    private static String address(Run<?, ?> run) {
        String root = Jenkins.get().getRootUrl();
        return (root == null ? "" : root) + run.getUrl();
    }

    /** A name that a file can have everywhere. */
    private static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
        return plain.isEmpty() ? "application" : plain;
    }

    private static String digest(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
