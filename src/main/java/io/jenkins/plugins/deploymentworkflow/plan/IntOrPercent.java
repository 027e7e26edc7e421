package io.jenkins.plugins.deploymentworkflow.plan;

import java.io.Serializable;

/**
 * A count of instances, or a share of them, as Kubernetes writes {@code maxSurge}.
 *
 * @param count used when {@code share} is null; never negative
 */
public record IntOrPercent(int count, Share share) implements Serializable {
    /** @throws IllegalArgumentException when the count is negative */
    public IntOrPercent {
        if (count < 0) {
            throw new IllegalArgumentException("expected a count of 0 or more, or a percentage, found " + count);
        }
    }

    public static IntOrPercent of(int count) {
        return new IntOrPercent(count, null);
    }

    public static IntOrPercent of(Share share) {
        return new IntOrPercent(0, share);
    }

    /** @throws IllegalArgumentException when it is neither {@code 25%} nor a count such as {@code 2} */
    public static IntOrPercent parse(String text) {
        String trimmed = text.trim();
        if (trimmed.endsWith("%")) {
            return of(Share.parse(trimmed));
        }
        if (!trimmed.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("expected a count such as 2 or a percentage such as 25%, found '" + text
                    + "'");
        }
        return of(Integer.parseInt(trimmed));
    }

    /** The number of {@code whole}; a share is rounded up, as Kubernetes does for surge. */
    public int roundedUp(int whole) {
        return share == null ? count : share.ofRoundedUp(whole);
    }

    /** The number of {@code whole}; a share is rounded down, as Kubernetes does for unavailable. */
    public int roundedDown(int whole) {
        return share == null ? count : share.ofRoundedDown(whole);
    }

    @Override
    public String toString() {
        return share == null ? Integer.toString(count) : share.toString();
    }
}
