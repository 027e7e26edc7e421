package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.versioning.Bump;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Begins a release or a hotfix: a branch with the version files bumped, pushed, and checked out. */
final class Start {
    private final Site site;
    private final Kind kind;
    private final Progress progress;
    private final Journal journal;
    private final Answers answers;
    private final List<String> notes = new ArrayList<>();

    Start(Site site, Kind kind, Progress progress, Answers answers) {
        this.site = site;
        this.kind = kind;
        this.progress = progress;
        this.journal = new Journal(site);
        this.answers = answers;
    }

    ReleaseResult run(Optional<String> wanted) throws InterruptedException {
        List<String> refusals = new ArrayList<>(Readiness.refusals(site));
        Remote remote = site.settings().push() ? Remote.ask(site) : Remote.none();
        Releasing releasing = new Releasing(site, remote);
        remote.fetch(site, List.of(site.branches().main(), site.branches().develop()));
        Optional<Tip> main = Tip.of(site, remote, site.branches().main(), refusals);
        Optional<Tip> develop = Tip.of(site, remote, site.branches().develop(), refusals);
        List<String> open = releasing.open(kind);
        if (!open.isEmpty()) {
            refusals.add("a " + kind.word() + " is open already: " + Words.list(open)
                    + ". Finish it, or delete its branch: "
                    + "git branch -D " + Words.plain(open.get(0))
                    + (remote.head(open.get(0)).isPresent()
                            ? " && git push " + site.settings().remote() + " --delete " + Words.plain(open.get(0))
                            : ""));
        }
        refuse(refusals);
        if (kind == Kind.HOTFIX && site.settings().push() && site.settings().pullRequests()) {
            new OpenReleases(site, remote).requireNoneHalfDone();
        }
        Tip base = (kind == Kind.RELEASE ? develop : main).orElseThrow();
        String version = version(wanted, releasing, base);
        refuse(releasing.reasonsAgainst(version).toList());
        Drafter drafter = new Drafter(site, progress);
        String branch = releasing.branch(kind, version);
        site.git().ask("check-ref-format", Site.head(branch));
        String commit = drafter.bumped(base.commit(), version, notes);
        progress.done(commit.equals(base.commit()) ? "no version file to change" : "set the version to " + version);
        Journal.Entry entry = new Journal.Entry(
                new Journal.Begun(kind, version, branch, commit, drafter.plannedNext(version, base.commit())),
                null,
                !site.settings().push());
        journal.write(entry);
        return goOn(entry);
    }

    private static void refuse(List<String> refusals) {
        if (!refusals.isEmpty()) {
            throw new ReleaseRefused(refusals);
        }
    }

    private String version(Optional<String> wanted, Releasing releasing, Tip base) throws InterruptedException {
        if (wanted.isPresent()) {
            try {
                return SemanticVersion.require(wanted.get());
            } catch (IllegalArgumentException e) {
                throw new ReleaseRefused(e.getMessage());
            }
        }
        if (kind == Kind.HOTFIX) {
            return releasing
                    .last()
                    .map(last -> last.bump(Bump.PATCH).toString())
                    .orElseThrow(() -> new ReleaseRefused(
                            "nothing has been released yet that a hotfix could follow. Say which version: --version"));
        }
        Remote.fetchTags(site);
        return Versions.next(site, base.commit(), notes);
    }

    /** From wherever it was interrupted. */
    ReleaseResult goOn(Journal.Entry entry) throws InterruptedException {
        Journal.Begun begun = entry.begun();
        if (!entry.accepted()) {
            push(begun);
            journal.write(entry.whenAccepted());
        }
        new LocalBranches(site, progress).begin(begun.branch(), begun.commit());
        ReleaseResult result = new ReleaseResult(
                "started",
                begun.branch(),
                begun.version(),
                site.settings().tags().prefix() + begun.version(),
                List.of(),
                begun.next(),
                site.settings().push(),
                List.of(),
                notes);
        answers.keep(Site.head(begun.branch()), begun.commit(), result);
        progress.done("begun");
        journal.clear();
        return result;
    }

    private void push(Journal.Begun begun) throws InterruptedException {
        if (Remote.ask(site).head(begun.branch()).filter(begun.commit()::equals).isPresent()) {
            return;
        }
        try {
            new Push(site).create(Site.head(begun.branch()), begun.commit()).run();
        } catch (ReleaseStopped refused) {
            journal.clear();
            throw refused;
        }
        progress.done("pushed " + begun.branch());
    }
}
