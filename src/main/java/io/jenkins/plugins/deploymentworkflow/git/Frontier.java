package io.jenkins.plugins.deploymentworkflow.git;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

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

    /** Of so many more commits left out than told, git should not be made to print any more. */
    private static final int WASTE = 2000;

    private enum State {
        /** Still to come, and of the range as far as is known. */
        OPEN,
        /** Still to come, and not of the range. */
        CLOSED,
        TOLD,
        LEFT_OUT
    }

    /** By the hashes of commits that came and of their parents. */
    private final Map<String, State> states = new HashMap<>();

    private int told;
    private int leftOut;
    private Instant oldest = Instant.MAX;
    private int open = 1;
    private int behind;
    private boolean certain = true;

    /** The one that ends the range; none once it was met, which shows that it is the hash of a commit. */
    private String end;

    /** Both are whole hashes, and two. */
    Frontier(String to, String from) {
        end = from;
        states.put(to, State.OPEN);
        states.put(from, State.CLOSED);
    }

    /** Whether this commit is of the range; to be asked of each one that git lists. */
    boolean takes(Commit commit) {
        State state = states.get(commit.hash());
        if (state == null) {
            certain = false;
            return false;
        }
        met(commit.hash());
        boolean of = state == State.OPEN;
        states.put(commit.hash(), of ? State.TOLD : State.LEFT_OUT);
        if (of) {
            open--;
            told++;
            oldest = commit.committed().isBefore(oldest) ? commit.committed() : oldest;
        } else {
            leftOut++;
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
        State known = states.putIfAbsent(parent, of ? State.OPEN : State.CLOSED);
        if (known == null) {
            open += of ? 1 : 0;
        } else if (known == State.OPEN && !of) {
            states.put(parent, State.CLOSED);
            open--;
        } else if (known == State.TOLD) {
            certain &= of;
        }
    }

    /** Whether nothing more needs to be asked of git: the range is whole, or cannot be told like this. */
    boolean isDone() {
        return !certain || leftOut > told + WASTE || open == 0 && end == null && (behind >= MORE || told == 0);
    }

    /** Whether all that was taken is of the range, and nothing else. */
    boolean isCertain() {
        return certain && open == 0 && end == null;
    }
}
