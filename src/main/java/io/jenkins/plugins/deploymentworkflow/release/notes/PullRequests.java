package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings.Branches;
import io.jenkins.plugins.deploymentworkflow.git.Commit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells which pull request brought a commit: by the end of its first line, as hosts write it when they squash, or by the
 * merge commit that it came with. What reaches the tip by first parents alone came with none. Pull requests that merge a
 * release or {@code develop} bring what others brought before, and do not count.
 *
 * <p>Commits are told newest first, so that a merge comes before what it merged; what is remembered is the boundary.
 */
final class PullRequests {
    private static final String NUMBER = "([1-9][0-9]{0,9})";
    private static final Pattern GITLAB =
            Pattern.compile("(?m)^See merge request [A-Za-z0-9_./-]{0,300}!" + NUMBER + "\\s*$");

    /** The number, then where known the branch, of merges as GitHub, Gitea, Bitbucket and Azure write them. */
    private static final List<Pattern> MERGES = List.of(
            Pattern.compile("^Merge pull request #" + NUMBER + " from [^/\\s]+/(\\S+)"),
            Pattern.compile("^Merge pull request '.*' \\(#" + NUMBER + "\\) from (\\S+)"),
            Pattern.compile("^Merged in \\S+ \\(pull request #" + NUMBER + "\\)(\\S*)"),
            Pattern.compile("^Merged PR " + NUMBER + ":(\\S*)"));

    private static final Pattern GITLAB_BRANCH = Pattern.compile("^Merge branch '([^']+)'");

    private final Branches branches;
    private final Map<String, Way> ways = new HashMap<>();

    PullRequests(Branches branches) {
        this.branches = branches;
    }

    /** @param depth how many merges are on the way from the tip */
    private record Way(int depth, Optional<String> number) {
        static final Way FIRST = new Way(0, Optional.empty());
    }

    /** The number of the pull request that a commit came with; to be asked of every commit. */
    Optional<String> of(Commit commit) {
        Way way = ways.remove(commit.hash());
        Way here = way == null ? Way.FIRST : way;
        List<String> parents = commit.parents();
        if (!parents.isEmpty()) {
            offer(parents.get(0), here);
        }
        if (commit.isMerge()) {
            Way side = new Way(here.depth() + 1, merged(commit).or(here::number));
            parents.subList(1, parents.size()).forEach(parent -> offer(parent, side));
        }
        return here.number();
    }

    /** The shortest way counts: what was on the main line before was not brought by a branch that left it later. */
    private void offer(String hash, Way way) {
        ways.merge(hash, way, (known, other) -> other.depth() <= known.depth() ? other : known);
    }

    private Optional<String> merged(Commit merge) {
        String subject = merge.subject();
        for (Pattern pattern : MERGES) {
            Matcher found = pattern.matcher(subject);
            if (found.find()) {
                return isFlow(found.group(2)) ? Optional.empty() : Optional.of(found.group(1));
            }
        }
        Matcher branch = GITLAB_BRANCH.matcher(subject);
        return branch.find() && isFlow(branch.group(1))
                ? Optional.empty()
                : Titled.of(subject).number().or(() -> told(merge.message()));
    }

    private boolean isFlow(String branch) {
        return branch.startsWith(branches.release())
                || branch.startsWith(branches.hotfix())
                || branch.equals(branches.develop())
                || branch.equals(branches.main());
    }

    /** The number in GitLab's sentence. */
    static Optional<String> told(String message) {
        if (!message.contains("See merge request ")) {
            return Optional.empty();
        }
        Matcher found = GITLAB.matcher(message);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /**
     * A description and the pull request at its end.
     *
     * @param number empty when there is none
     */
    record Titled(String description, Optional<String> number) {
        private static final String WORDS = "pull request ";
        private static final int LONGEST_NUMBER = 10;

        /** Read by hand: nearly every line of a long history ends with one. */
        static Titled of(String line) {
            int start = line.endsWith(")") ? line.lastIndexOf(" (") : -1;
            if (start <= 0) {
                return new Titled(line, Optional.empty());
            }
            int sign = start + (line.startsWith(WORDS, start + 2) ? WORDS.length() : 0) + 2;
            String number = line.substring(sign + 1, Math.max(sign + 1, line.length() - 1));
            return (line.charAt(sign) == '#' || line.charAt(sign) == '!') && isNumber(number)
                    ? new Titled(line.substring(0, start).strip(), Optional.of(number))
                    : new Titled(line, Optional.empty());
        }

        private static boolean isNumber(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                    return false;
                }
            }
            return !text.isEmpty() && text.length() <= LONGEST_NUMBER && text.charAt(0) != '0';
        }
    }
}
