package io.jenkins.plugins.deploymentworkflow.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finishes a release or a hotfix: everything is made as objects, pushed as a whole, and only then do the branches here
 * follow.
 */
final class Finish {
    private final Site site;
    private final Kind kind;
    private final Progress progress;
    private final Journal journal;
    private final Answers answers;
    private final LocalBranches local;
    private final List<String> notes = new ArrayList<>();

    Finish(Site site, Kind kind, Progress progress, Answers answers) {
        this.site = site;
        this.kind = kind;
        this.progress = progress;
        this.journal = new Journal(site);
        this.answers = answers;
        this.local = new LocalBranches(site, progress);
    }

    ReleaseResult run(Optional<String> wanted) throws InterruptedException {
        Situation situation = Situation.of(site, kind, wanted);
        progress.done("checked " + situation.branch().branch());
        notes.addAll(situation.notes());
        Draft draft = known(situation).isPresent() ? known(situation).get() : drafted(situation);
        List<String> obstacles = local.obstacles(draft);
        if (!obstacles.isEmpty()) {
            throw new ReleaseRefused(obstacles);
        }
        Journal.Entry entry = new Journal.Entry(null, draft, !site.settings().push());
        journal.write(entry);
        progress.done("recorded");
        return goOn(entry, situation);
    }

    /** The draft that was made of the same commits before, so that doing it again makes nothing else. */
    private Optional<Draft> known(Situation now) throws InterruptedException {
        Optional<Draft> draft = journal.read()
                .map(Journal.Entry::draft)
                .filter(made -> made.isOf(
                        now.branch().branch(),
                        now.branch().commit(),
                        now.main().commit(),
                        now.target().branch(),
                        now.target().commit()));
        return draft.isPresent()
                        && site.git()
                                .run("cat-file", "-e", draft.get().tagObject())
                                .succeeded()
                ? draft
                : Optional.empty();
    }

    private Draft drafted(Situation now) throws InterruptedException {
        return new Drafter(site, progress).draft(kind, now.version(), now.branch(), now.main(), now.target(), notes);
    }

    private ReleaseResult goOn(Journal.Entry entry, Situation situation) throws InterruptedException {
        Draft draft = entry.draft();
        if (!entry.accepted()) {
            push(draft, situation.branch());
            progress.done("pushed");
            journal.write(entry.whenAccepted());
        }
        return complete(entry);
    }

    private void push(Draft draft, Tip branch) throws InterruptedException {
        Push push = new Push(site)
                .to(Site.head(site.branches().main()), draft.mainMerge())
                .create(Site.tag(draft.tag()), draft.tagObject())
                .to(Site.head(draft.target()), draft.back());
        if (branch.remote().isPresent()) {
            push.delete(Site.head(draft.branch()), branch.remote().get());
        }
        try {
            push.run();
        } catch (ReleaseStopped refused) {
            if (!accepted(draft)) {
                journal.clear();
                throw refused;
            }
        }
    }

    /** Whether the remote has the release: its tag came with everything else. */
    private boolean accepted(Draft draft) throws InterruptedException {
        return Remote.ask(site)
                .tag(draft.tag())
                .filter(draft.tagObject()::equals)
                .isPresent();
    }

    /**
     * What is left when there is no way but on.
     *
     * @param known what is worth knowing already
     */
    ReleaseResult complete(Journal.Entry entry, List<String> known) throws InterruptedException {
        notes.addAll(known);
        return complete(entry);
    }

    private ReleaseResult complete(Journal.Entry entry) throws InterruptedException {
        Draft draft = entry.draft();
        progress.done("accepted");
        if (!entry.leaving().isEmpty()) {
            new Farewell(site).say(entry.leaving(), notes);
            progress.done("deleted "
                    + String.join(" and ", new TreeSet<>(entry.leaving().keySet())));
        }
        local.follow(draft, notes);
        ReleaseResult result = new ReleaseResult(
                "finished",
                draft.branch(),
                draft.version(),
                draft.tag(),
                List.of(site.branches().main(), draft.target()),
                draft.next(),
                site.settings().push(),
                List.of(),
                notes);
        answers.keep(Site.tag(draft.tag()), draft.tagObject(), result);
        progress.done("moved the branches here");
        journal.clear();
        return result;
    }
}
