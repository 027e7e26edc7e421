package io.jenkins.plugins.deploymentworkflow.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that finishing a release needs to know, checked.
 *
 * @param branch the release's or hotfix's own
 * @param target the branch that it goes back to
 * @param notes what is worth knowing
 */
record Situation(String version, Tip branch, Tip main, Tip target, Remote remote, List<String> notes) {

    /** @throws ReleaseRefused with everything that stands against it */
    static Situation of(Site site, Kind kind, Optional<String> wanted) throws InterruptedException {
        List<String> refusals = new ArrayList<>(Readiness.refusals(site));
        Remote remote = site.settings().push() ? Remote.ask(site) : Remote.none();
        Releasing releasing = new Releasing(site, remote);
        String name = chosen(site, kind, wanted, releasing);
        Optional<String> version = releasing.version(kind, name);
        List<String> releases = kind == Kind.HOTFIX ? releasing.open(Kind.RELEASE) : List.of();
        String back = releases.size() == 1 ? releases.get(0) : site.branches().develop();
        if (releases.size() > 1) {
            refusals.add("several releases are open: " + Words.list(releases)
                    + ". A hotfix goes to the one that is open; finish or delete the others first");
        }
        remote.fetch(site, List.of(name, site.branches().main(), back));
        Optional<Tip> branch = Tip.of(site, remote, name, refusals);
        Optional<Tip> main = Tip.of(site, remote, site.branches().main(), refusals);
        Optional<Tip> target = Tip.of(site, remote, back, refusals);
        if (version.isEmpty()) {
            refusals.add("the name of the branch " + Words.plain(name) + " says no version; expected one such as "
                    + releasing.branch(kind, "1.4.0"));
        } else {
            releasing.reasonsAgainst(version.get()).forEach(refusals::add);
        }
        if (branch.isPresent()
                && main.isPresent()
                && site.repository()
                        .isAncestor(branch.get().commit(), main.get().commit())) {
            refusals.add(name + " has nothing that " + main.get().branch() + " has not. Delete it: git branch -D "
                    + name + "; or, if it was merged by a pull request, go on with --pull-requests");
        }
        if (!refusals.isEmpty()) {
            throw new ReleaseRefused(refusals);
        }
        return new Situation(
                version.orElseThrow(),
                branch.orElseThrow(),
                main.orElseThrow(),
                target.orElseThrow(),
                remote,
                notes(site, main.get(), target.get(), back));
    }

    private static List<String> notes(Site site, Tip main, Tip target, String back) {
        List<String> notes = new ArrayList<>();
        for (Tip tip : List.of(main, target)) {
            if (tip.ahead()) {
                notes.add(tip.branch() + " has commits here that "
                        + site.settings().remote() + " had not; they are pushed with the release");
            }
        }
        if (!back.equals(site.branches().develop())) {
            notes.add("a release is open, so the hotfix goes to " + back + " and with it to "
                    + site.branches().develop());
        }
        return notes;
    }

    private static String chosen(Site site, Kind kind, Optional<String> wanted, Releasing releasing)
            throws InterruptedException {
        List<String> open = releasing.open(kind);
        if (wanted.isPresent()) {
            String branch = releasing.branch(kind, wanted.get());
            if (!open.contains(branch)) {
                throw new ReleaseRefused("there is no branch " + Words.plain(branch) + "; open "
                        + (open.isEmpty() ? "is none" : "are " + Words.list(open)));
            }
            return branch;
        }
        Optional<String> head = site.repository().head().branch().filter(open::contains);
        if (head.isPresent()) {
            return head.get();
        }
        if (open.size() == 1) {
            return open.get(0);
        }
        throw new ReleaseRefused(
                open.isEmpty()
                        ? "no " + kind.word() + " is open. Begin one: " + kind.word() + " start"
                        : "several are open: " + Words.list(open) + ". Say which: --version");
    }
}
