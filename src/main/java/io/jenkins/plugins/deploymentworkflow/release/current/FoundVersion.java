package io.jenkins.plugins.deploymentworkflow.release.current;

import io.jenkins.plugins.deploymentworkflow.git.GitException;
import io.jenkins.plugins.deploymentworkflow.release.Violation;
import io.jenkins.plugins.deploymentworkflow.release.Words;
import io.jenkins.plugins.deploymentworkflow.release.current.ChosenVersion.Purpose;
import io.jenkins.plugins.deploymentworkflow.release.next.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out which version what is checked out is: the one that a tag of it names, otherwise a pre-release of its own. */
final class FoundVersion {
    private final CheckedOut at;
    private final Purpose purpose;

    FoundVersion(CheckedOut at, Purpose purpose) {
        this.at = at;
        this.purpose = purpose;
    }

    ChosenVersion choose() throws InterruptedException {
        List<Release> tags = at.releases().stream()
                .filter(release -> release.tag().commit().equals(at.commit()))
                .toList();
        return tags.isEmpty() ? untagged() : tagged(tags);
    }

    private ChosenVersion tagged(List<Release> tags) throws InterruptedException {
        Release highest = tags.get(0);
        List<String> names =
                tags.stream().map(tag -> Words.plain(tag.tag().name())).toList();
        String why = "version " + highest.version() + ": the commit " + at.brief() + " is tagged " + Words.list(names)
                + (tags.size() > 1 ? ", of which " + names.get(0) + " is the highest" : "");
        Rules rules = new Rules(at, BuiltBranch.of(at));
        List<Violation> found = new ArrayList<>(rules.against(highest));
        if (purpose == Purpose.PRODUCTION) {
            if (highest.version().isPrerelease()) {
                found.removeIf(violation -> violation.rule().equals("prereleases-are-not-on-main"));
                found.add(rules.unreleased(highest.version()));
            } else if (at.isOnMain(at.commit()).isEmpty()) {
                throw mainUnknown(names.get(0));
            }
        }
        return new ChosenVersion(highest.version().toString(), List.of(why), Rules.words(found));
    }

    private GitException mainUnknown(String tag) {
        String remote = at.settings().remote();
        String refspec = at.main() + ":refs/remotes/" + remote + "/" + at.main();
        return new GitException("there is no branch " + at.main() + " here, so it cannot be told whether " + tag
                + " is a release. Get it: git fetch " + remote + " " + refspec + " (in Jenkins also by a refspec of the"
                + " checkout: +refs/heads/" + refspec + "); or name the branch in config/release.yaml");
    }

    private ChosenVersion untagged() throws InterruptedException {
        BuiltBranch branch = BuiltBranch.of(at);
        requireOneAnswer(branch);
        Untagged.Version found = new Untagged(
                        at,
                        branch.candidates().stream()
                                .flatMap(name -> at.rules().release(name).stream())
                                .findFirst())
                .version();
        List<String> why = new ArrayList<>();
        why.add("version " + found.version() + ": no tag of a version is at the commit " + at.brief() + "; "
                + branch.why() + "; " + found.why());
        found.notes().forEach(note -> why.add(Words.plain(note)));
        List<Violation> against = new ArrayList<>();
        branch.known().flatMap(at.rules()::againstName).ifPresent(against::add);
        if (purpose == Purpose.PRODUCTION) {
            against.add(new Rules(at, branch).unreleased(found.version()));
        }
        return new ChosenVersion(found.version().toString(), why, Rules.words(against));
    }

    /** Two branches may have the same last commit, and be of different releases. */
    private void requireOneAnswer(BuiltBranch branch) {
        List<Optional<?>> answers = new ArrayList<>();
        branch.candidates().forEach(name -> answers.add(at.rules().release(name)));
        if (answers.stream().distinct().count() > 1) {
            throw new GitException("the commit " + at.brief() + " is on " + Words.list(branch.candidates())
                    + ", which lead up to different versions. Check out the branch that is meant (git switch), or name it"
                    + " in the variable BRANCH_NAME");
        }
    }
}
