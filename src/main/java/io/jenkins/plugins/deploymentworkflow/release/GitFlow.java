package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Releases and hotfixes of one repository, as git-flow does them. Whatever is interrupted goes on when the same is
 * asked for again, and ends as it would have.
 *
 * <p>Every method throws {@link ReleaseRefused} when the repository is not fit for it and {@link
 * ConfigurationException} when its configuration is wrong, nothing having been touched; {@link ReleaseStopped} when
 * conflicts or the remote stop it, no branch and no tag having changed; and {@link io.jenkins.plugins.deploymentworkflow.git.GitException} when git
 * fails otherwise.
 */
public final class GitFlow {
    private final Git git;
    private final Progress progress;
    private final Optional<String> asked;

    private GitFlow(Git git, Progress progress, Optional<String> asked) {
        this.git = git;
        this.progress = progress;
        this.asked = asked;
    }

    /** @param git in a clone, or anywhere in its files */
    public static GitFlow in(Git git, Progress progress) {
        return new GitFlow(git, progress, Optional.empty());
    }

    /**
     * The same for who may be cut off before it has heard the answer: asked again under this name, what has been done is
     * not asked for once more, but answered as then, as long as the release is still there.
     *
     * @param name of one command, never used for another one
     */
    public GitFlow askedAs(String name) {
        return new GitFlow(git, progress, Optional.of(name));
    }

    /** Begins a release from develop, or a hotfix from main. */
    public ReleaseResult start(Kind kind, Options options) throws InterruptedException {
        return alone(options, site -> {
            Answers answers = new Answers(site, asked);
            Start start = new Start(site, kind, progress, answers);
            Optional<Journal.Entry> entry = new Journal(site).read();
            Optional<ReleaseResult> given = given(answers, entry);
            if (given.isPresent()) {
                return given.get();
            }
            if (entry.isEmpty() || entry.get().draft() != null && !accepted(site, entry.get())) {
                return start.run(options.version());
            }
            Journal.Begun begun = entry.get().begun();
            boolean same = begun != null
                    && begun.kind() == kind
                    && options.version().map(begun.version()::equals).orElse(true);
            if (!same) {
                throw interrupted(entry.get());
            }
            return start.goOn(entry.get());
        });
    }

    /** Finishes what is open. */
    public ReleaseResult finish(Kind kind, Options options) throws InterruptedException {
        return alone(options, site -> {
            Answers answers = new Answers(site, asked);
            Finish finish = new Finish(site, kind, progress, answers);
            Optional<Journal.Entry> entry = new Journal(site).read();
            Optional<ReleaseResult> given = given(answers, entry);
            if (given.isPresent()) {
                return given.get();
            }
            if (entry.isPresent() && entry.get().draft() == null) {
                throw interrupted(entry.get());
            }
            if (entry.isPresent() && accepted(site, entry.get())) {
                if (entry.get().draft().kind() != kind) {
                    throw interrupted(entry.get());
                }
                return finish.complete(entry.get(), List.of());
            }
            return site.settings().pullRequests()
                    ? new PullRequestFinish(site, kind, progress, finish).run(options.version())
                    : finish.run(options.version());
        });
    }

    /**
     * Takes back what was interrupted before the remote had it. Nothing has changed by then, so this only forgets it.
     *
     * @throws ReleaseRefused when nothing was interrupted, or there is no way but on
     */
    public ReleaseResult abort(Kind kind, Options options) throws InterruptedException {
        return alone(options, site -> {
            Journal journal = new Journal(site);
            if (journal.read().isEmpty() && site.settings().pullRequests()) {
                Finish none = new Finish(site, kind, progress, new Answers(site, Optional.empty()));
                return new PullRequestFinish(site, kind, progress, none).abort(options.version());
            }
            Journal.Entry entry = journal.read()
                    .orElseThrow(
                            () -> new ReleaseRefused("no " + kind.word() + " is half done here, so there is nothing"
                                    + " to take back. A branch that was begun is deleted with git branch -D"));
            if (accepted(site, entry)) {
                throw new ReleaseRefused("what was interrupted cannot be taken back any more: its branches have been"
                        + " moved. Go on: " + entry.command());
            }
            journal.clear();
            String version = entry.draft() == null
                    ? entry.begun().version()
                    : entry.draft().version();
            return new ReleaseResult(
                    "aborted",
                    entry.branch(),
                    version,
                    site.settings().tags().prefix() + version,
                    List.of(),
                    null,
                    false,
                    List.of(),
                    List.of());
        });
    }

    /** Whether there is no way but on: its push has arrived, or nothing is pushed and branches here may have moved. */
    private static boolean accepted(Site site, Journal.Entry entry) throws InterruptedException {
        if (entry.accepted()) {
            return true;
        }
        Remote remote = Remote.ask(site);
        return entry.draft() == null
                ? remote.head(entry.branch())
                        .filter(entry.begun().commit()::equals)
                        .isPresent()
                : remote.tag(entry.draft().tag())
                        .filter(entry.draft().tagObject()::equals)
                        .isPresent();
    }

    /**
     * What breaks the branch rules, of what came since the last release. Asks no remote.
     *
     * @param branch empty for all branches
     */
    public List<Violation> check(Optional<String> branch) throws InterruptedException {
        return RuleCheck.of(Site.of(git), branch);
    }

    /** None while its record is there: then it goes on to its end first. */
    private static Optional<ReleaseResult> given(Answers answers, Optional<Journal.Entry> entry)
            throws InterruptedException {
        return answers.given()
                .filter(result -> entry.map(Journal.Entry::branch)
                        .filter(result.branch()::equals)
                        .isEmpty());
    }

    private static ReleaseRefused interrupted(Journal.Entry entry) {
        return new ReleaseRefused("'" + entry.command() + "' of " + entry.branch()
                + " was interrupted here. Go on with it: " + entry.command()
                + (entry.accepted() ? "" : "; or take it back: " + entry.command() + " --abort"));
    }

    private interface Work {
        ReleaseResult in(Site site) throws InterruptedException;
    }

    /** One at a time in a clone; a lock of the operating system, which ends with its process. */
    private ReleaseResult alone(Options options, Work work) throws InterruptedException {
        Site found = Site.of(git);
        Site site = found.with(Remotes.settled(found.git(), options.over(found.settings())));
        Path file = site.common().resolve("deployment-workflow.lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = tried(channel)) {
            if (lock == null) {
                throw new ReleaseRefused("another release command is at work in this clone. Wait for its end");
            }
            try {
                return work.in(site);
            } finally {
                new Journal(site).tidy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    private static FileLock tried(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
