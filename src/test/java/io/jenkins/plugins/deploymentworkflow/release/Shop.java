package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A project with a bare remote and a clone: 1.0.0 is on main and tagged, develop is one feature ahead and says
 * 1.1.0-SNAPSHOT. Commits carry a fixed time, so that doing the same makes the same.
 */
final class Shop {
    private static final Map<String, String> FIXED = Map.of(
            "GIT_AUTHOR_DATE", "@1767300000 +0000",
            "GIT_COMMITTER_DATE", "@1767300000 +0000");

    final TestRepository remote;
    final TestRepository clone;
    final List<String> done = new ArrayList<>();
    private final Path root;
    private Git git;
    private int clones;

    Shop(Path root) {
        this.root = root;
        this.remote = TestRepository.bare(root.resolve("remote.git"));
        TestRepository first = TestRepository.init(root.resolve("first"));
        first.write("pom.xml", pom("1.0.0")).write("a.txt", "one\ntwo\nthree\n");
        first.git("add", "pom.xml", "a.txt");
        first.commit("feat: open the shop");
        first.annotatedTag("v1.0.0");
        first.branch("develop").write("pom.xml", pom("1.1.0-SNAPSHOT"));
        first.git("add", "pom.xml");
        first.commit("feat: sell tea");
        first.git("push", "-q", remote.directory().toString(), "main", "develop", "v1.0.0");
        this.clone = another();
        clone.git("branch", "-q", "main", "origin/main");
        this.git = clone.git().with(FIXED);
    }

    /** A fresh clone with develop checked out, as of somebody else. */
    TestRepository another() {
        return remote.cloned(root.resolve("clone-" + ++clones), "--branch", "develop");
    }

    static String pom(String version) {
        return "<project>\n  <version>" + version + "</version>\n</project>\n";
    }

    Shop with(Map<String, String> variables) {
        git = git.with(variables);
        return this;
    }

    Git git() {
        return git;
    }

    GitFlow flow() {
        return GitFlow.in(git, done::add);
    }

    ReleaseResult start(Kind kind, String version) throws InterruptedException {
        return flow().start(kind, Options.NONE.withVersion(version));
    }

    ReleaseResult finish(Kind kind) throws InterruptedException {
        return flow().finish(kind, Options.NONE);
    }

    static Options pullRequests() {
        return new Options(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true));
    }

    /** Runs on the remote for each push; a file named by the test's variables is not needed. */
    void hook(String name, String script) {
        hook(remote.directory().resolve("hooks"), name, script);
    }

    void localHook(String name, String script) {
        hook(clone.directory().resolve(".git/hooks"), name, script);
    }

    private static void hook(Path hooks, String name, String script) {
        try {
            Files.createDirectories(hooks);
            Path file = hooks.resolve(name);
            Files.writeString(file, "#!/bin/sh\n" + script);
            if (!file.toFile().setExecutable(true)) {
                throw new IOException("not executable: " + file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every branch and tag here and at the remote, what is checked out, and what that looks like. */
    Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        state.put("remote", remote.git("for-each-ref", "--format=%(refname) %(objectname)"));
        state.put("local", clone.git("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/tags"));
        state.put("head", clone.git("symbolic-ref", "HEAD"));
        state.put("status", clone.git("status", "--porcelain"));
        state.put("files", clone.git("ls-files", "-s"));
        state.put("left", String.valueOf(Files.exists(clone.directory().resolve(".git/deployment-workflow"))));
        return state;
    }

    String remoteFile(String branch, String file) {
        return remote.git("show", branch + ":" + file);
    }
}
