package io.jenkins.plugins.deploymentworkflow.release.current;

import io.jenkins.plugins.deploymentworkflow.release.BranchRules;
import io.jenkins.plugins.deploymentworkflow.release.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The branch that what is checked out belongs to: the one that is checked out; with a detached head the one that the
 * build's variables name, when it has the commit; else those whose last commit it is, or that have it. A variable alone
 * proves nothing, for it may be about another repository.
 *
 * @param known the branch, when there is no doubt
 * @param candidates all that it may be, sorted; empty when no branch here has the commit
 * @param why in words
 */
record BuiltBranch(Optional<String> known, List<String> candidates, String why) {
    /** As Jenkins names them: of multibranch projects, and of the git plugin. */
    private static final List<String> VARIABLES = List.of("BRANCH_NAME", "GIT_BRANCH");

    static BuiltBranch of(CheckedOut at) throws InterruptedException {
        Optional<String> checkedOut = at.head().branch();
        if (checkedOut.isPresent()) {
            return sure(checkedOut.get(), "it is on " + Words.plain(checkedOut.get()));
        }
        List<String> doubts = new ArrayList<>();
        for (String variable : VARIABLES) {
            String value = at.variables().getOrDefault(variable, "");
            if (value.isEmpty()) {
                continue;
            }
            for (String name : names(at, value)) {
                if (at.has(name, at.commit())) {
                    return sure(name, variable + " says that it is on " + Words.plain(name));
                }
            }
            doubts.add("; " + variable + " says " + Words.plain(value) + ", but no such branch has it here");
        }
        List<String> ends = ends(at);
        List<String> candidates = ends.isEmpty() ? having(at) : ends;
        String where = candidates.isEmpty() ? "no branch has it here" : "it is on " + Words.list(candidates);
        return new BuiltBranch(
                ends.size() == 1 ? Optional.of(ends.get(0)) : Optional.empty(),
                candidates,
                where + String.join("", doubts));
    }

    private static BuiltBranch sure(String name, String why) {
        return new BuiltBranch(Optional.of(name), List.of(name), why);
    }

    /** {@code develop} may be {@code origin/develop} in a variable, and {@code origin/develop} may be a branch's name. */
    private static List<String> names(CheckedOut at, String value) {
        String remote = at.settings().remote() + "/";
        return value.startsWith(remote) ? List.of(value, value.substring(remote.length())) : List.of(value);
    }

    /** The branches whose last commit it is. */
    private static List<String> ends(CheckedOut at) {
        Set<String> ends = new TreeSet<>();
        at.branches().forEach((ref, commit) -> {
            if (commit.equals(at.commit())) {
                at.branch(ref).ifPresent(ends::add);
            }
        });
        return List.copyOf(ends);
    }

    /** The branches that have it. */
    private static List<String> having(CheckedOut at) throws InterruptedException {
        Set<String> having = new TreeSet<>();
        for (String prefix : at.prefixes()) {
            at.repository()
                    .refsContaining(at.commit(), prefix)
                    .forEach(ref -> at.branch(ref).ifPresent(having::add));
        }
        // What develop or main has as well was there before the release began, or is not its own any more.
        BranchRules rules = at.rules();
        if (having.contains(at.main())
                || having.contains(at.settings().branches().develop())) {
            having.removeIf(rules::isOfRelease);
        }
        return List.copyOf(having);
    }
}
