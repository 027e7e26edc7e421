package io.jenkins.plugins.deploymentworkflow.git;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which commits led to one and not to another, told while git lists what led to either, newest first: git itself walks
 * all of a range before it prints the first commit of it, so whoever asks for the range waits for that.
 *
 * <p>It knows the commits that are still to come, as parents of those that came. When all of them led to the other one,
 * the range is whole. A commit whose clock was wrong may come before one of those that were made upon it, and then prove
 * not to be of the range: that is noticed, also for some commits after the end, as git does it.
 */
final class Frontier {
    /** So many commits older than the range are looked at behind its end; git takes five. */
    private static final int MORE = 64;

    /** By the hashes of those to come: whether they are of the range, as far as is known. */
    private final Map<String, Boolean> coming = new HashMap<>();

    private final Set<String> told = new HashSet<>();
    private final Set<String> others = new HashSet<>();
    private Instant oldest = Instant.MAX;
    private int open = 1;
    private int behind;
    private boolean certain = true;

    /** The one that ends the range; none once it was met, which shows that it is the hash of a commit. */
    private String end;

    /** Both are whole hashes, and two. */
    Frontier(String to, String from) {
        end = from;
        coming.put(to, true);
        coming.put(from, false);
    }

    /** Whether this commit is of the range; to be asked of each one that git lists. */
    boolean takes(Commit commit) {
        Boolean of = coming.remove(commit.hash());
        if (of == null) {
            certain = false;
            return false;
        }
        met(commit.hash());
        if (of) {
            open--;
            told.add(commit.hash());
            oldest = commit.committed().isBefore(oldest) ? commit.committed() : oldest;
        } else {
            others.add(commit.hash());
            behind += open == 0 && commit.committed().isBefore(oldest) ? 1 : 0;
        }
        for (String parent : commit.parents()) {
            offer(parent, of);
        }
        return of;
    }

    private void met(String hash) {
        if (hash.equals(end)) {
            end = null;
        }
    }

    private void offer(String parent, boolean of) {
        met(parent);
        if (told.contains(parent)) {
            certain &= of;
            return;
        }
        if (others.contains(parent)) {
            return;
        }
        Boolean known = coming.putIfAbsent(parent, of);
        if (known == null) {
            open += of ? 1 : 0;
        } else if (known && !of) {
            coming.put(parent, false);
            open--;
        }
    }

    /** Whether nothing that is still to come can be of the range. */
    boolean isWhole() {
        return !certain || open == 0 && end == null && (behind >= MORE || told.isEmpty());
    }

    /** Whether all that was taken is of the range, and nothing else. */
    boolean isCertain() {
        return certain && open == 0 && end == null;
    }
}
