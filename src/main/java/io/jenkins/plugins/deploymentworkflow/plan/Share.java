package io.jenkins.plugins.deploymentworkflow.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A part of a whole, in hundredths of a percent: share of traffic, of capacity, of requests that fail.
 *
 * @param basisPoints 0 (nothing) to 10000 (everything)
 */
public record Share(int basisPoints) implements Comparable<Share>, Serializable {
    public static final Share ZERO = new Share(0);
    public static final Share FULL = new Share(10_000);

    /** @throws IllegalArgumentException when outside 0 to 10000 */
    public Share {
        if (basisPoints < 0 || basisPoints > 10_000) {
            throw new IllegalArgumentException("a share lies between 0% and 100%, found " + basisPoints / 100.0 + "%");
        }
    }

    /** The share nearest to {@code percent}, 0 to 100. */
    public static Share ofPercent(double percent) {
        return new Share((int) Math.round(percent * 100));
    }

    /** The share {@code part / whole}, rounded down, at most everything; nothing when there is no whole. */
    public static Share ofRatio(long part, long whole) {
        return whole <= 0 ? ZERO : new Share((int) Math.min(10_000, part * 10_000 / whole));
    }

    /**
     * Reads {@code 25%} or {@code 12.5%}.
     *
     * @throws IllegalArgumentException when it is no percentage between 0% and 100%
     */
    @JsonCreator
    public static Share parse(String text) {
        String trimmed = text.trim();
        if (!trimmed.endsWith("%")) {
            throw new IllegalArgumentException("expected a percentage such as 25%, found '" + text + "'");
        }
        BigDecimal percent;
        try {
            percent = new BigDecimal(trimmed.substring(0, trimmed.length() - 1).trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a percentage such as 25%, found '" + text + "'", e);
        }
        if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException("a share lies between 0% and 100%, found '" + text + "'");
        }
        return new Share(percent.movePointRight(2).setScale(0, RoundingMode.HALF_UP).intValueExact());
    }

    public double percent() {
        return basisPoints / 100.0;
    }

    /** How many of {@code whole} this is, rounded up (as Kubernetes rounds surge and canary replicas). */
    public int ofRoundedUp(int whole) {
        return (int) ((basisPoints * (long) whole + 9_999) / 10_000);
    }

    /** How many of {@code whole} this is, rounded down (as Kubernetes rounds unavailable). */
    public int ofRoundedDown(int whole) {
        return (int) (basisPoints * (long) whole / 10_000);
    }

    public Share complement() {
        return new Share(10_000 - basisPoints);
    }

    @Override
    public int compareTo(Share other) {
        return Integer.compare(basisPoints, other.basisPoints);
    }

    @JsonValue
    @Override
    public String toString() {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + "%";
    }
}
