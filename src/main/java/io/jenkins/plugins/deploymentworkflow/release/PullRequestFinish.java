package io.jenkins.plugins.deploymentworkflow.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finishes a release where main and develop take pull requests alone: each time that it is asked for it does what can be
 * done, and says which pull request has to be merged before more can. What has been done is read from the remote, so
 * that it may be interrupted anywhere, and go on in another clone.
 */
final class PullRequestFinish {
    private final Site site;
    private final Kind kind;
    private final Progress progress;
    private final Finish finish;
    private final List<String> notes = new ArrayList<>();

    /** @param finish brings it to its end */
    PullRequestFinish(Site site, Kind kind, Progress progress, Finish finish) {
        this.site = site;
        this.kind = kind;
        this.progress = progress;
        this.finish = finish;
    }

    ReleaseResult run(Optional<String> wanted) throws InterruptedException {
        List<String> refusals = Readiness.refusals(site);
        if (!refusals.isEmpty()) {
            throw new ReleaseRefused(refusals);
        }
        Remote remote = remote();
        Standing standing = standing(remote, wanted);
        Stage stage = Stage.of(standing);
        progress.done("checked " + standing.branch());
        new Journal(site).clear();
        return switch (stage) {
            case PROPOSE, AWAIT_MAIN -> {
                new Proposal(site, kind, progress).push(standing, remote, notes);
                yield waiting(standing, PullRequestWords.toMain(site, standing));
            }
            case TAG, RETURN -> {
                new WayBack(site, progress).push(standing, stage == Stage.TAG);
                yield standing.returned()
                        ? run(Optional.of(standing.version()))
                        : waiting(standing, PullRequestWords.back(site, standing));
            }
            case AWAIT_RETURN -> {
                boolean squashed = new WayBack(site, progress).isThereOtherwise(standing);
                yield waiting(
                        standing,
                        squashed ? PullRequestWords.again(site, standing) : PullRequestWords.back(site, standing));
            }
            case LEAVE -> leave(standing);
            default -> throw PullRequestWords.refusal(site, stage, standing);
        };
    }

    /** Nothing has to be taken back before main has it. */
    ReleaseResult abort(Optional<String> wanted) throws InterruptedException {
        Standing standing = standing(remote(), wanted);
        return switch (Stage.of(standing)) {
            case PROPOSE, AWAIT_MAIN ->
                result("aborted", standing, List.of(), List.of(PullRequestWords.close(site, standing)));
            default ->
                throw new ReleaseRefused(standing.branch() + " cannot be taken back any more: "
                        + site.branches().main() + " has it. Go on: " + kind.word() + " finish");
        };
    }

    private Remote remote() throws InterruptedException {
        if (!site.settings().push()) {
            throw new ReleaseRefused("pull requests are merged at a remote repository, but nothing is pushed: there is"
                    + " no remote, or push is off. Push, or go without pull requests (pullRequests: false)");
        }
        return Remote.ask(site);
    }

    private Standing standing(Remote remote, Optional<String> wanted) throws InterruptedException {
        Proposed proposed = Proposed.find(site, remote, kind, wanted);
        return new Surveyor(site, remote).survey(kind, proposed.branch(), proposed.version(), proposed.merged());
    }

    private ReleaseResult waiting(Standing standing, List<String> todo) {
        boolean onMain = !standing.landings().isEmpty() || standing.tagged().isPresent();
        return result("waiting", standing, onMain ? List.of(site.branches().main()) : List.of(), todo);
    }

    private ReleaseResult result(String outcome, Standing standing, List<String> merged, List<String> todo) {
        return new ReleaseResult(
                outcome,
                standing.branch(),
                standing.version(),
                standing.tag(),
                merged,
                null,
                outcome.equals("waiting"),
                todo,
                notes);
    }

    /** The branches go at the remote and here, and those here follow to where it has put them. */
    private ReleaseResult leave(Standing standing) throws InterruptedException {
        String tip = standing.tip().orElse(standing.release());
        Draft draft = new Draft(
                kind,
                standing.version(),
                standing.branch(),
                tip,
                tip,
                standing.main(),
                standing.target(),
                standing.targetTip(),
                standing.main(),
                standing.tag(),
                site.git().ask("rev-parse", "--verify", Site.tag(standing.tag())),
                standing.targetTip(),
                new Drafter(site, progress).development(standing.version(), standing.targetTip()));
        List<String> obstacles = new LocalBranches(site, progress).obstacles(draft);
        if (!obstacles.isEmpty()) {
            throw new ReleaseRefused(obstacles);
        }
        Journal.Entry entry = new Journal.Entry(null, draft, true, leaving(standing));
        new Journal(site).write(entry);
        progress.done("recorded");
        return finish.complete(entry, notes);
    }

    /** A branch that brings it back and has more than what has returned is somebody's work. */
    private Map<String, String> leaving(Standing standing) throws InterruptedException {
        Map<String, String> leaving = new TreeMap<>();
        leaving.put(standing.branch(), standing.tip().orElse(standing.release()));
        leaving.put(standing.backBranch(), standing.targetTip());
        for (Map.Entry<String, String> there : standing.leaving().entrySet()) {
            String way = there.getKey();
            if (way.equals(standing.branch()) || site.repository().isAncestor(there.getValue(), standing.targetTip())) {
                leaving.put(way, there.getValue());
            } else {
                notes.add(way + " has commits at " + site.settings().remote() + " that " + standing.target()
                        + " has not, and is left as it is");
            }
        }
        return leaving;
    }
}
