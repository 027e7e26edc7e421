package io.jenkins.plugins.deploymentworkflow.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;

/**
 * A number of instances, given as a count or as a percentage of them, as Kubernetes' {@code IntOrString}.
 *
 * @param value the count, 0 or more; or the percentage, 0 to 100
 * @param isPercent whether the value is a percentage
 */
public record IntOrPercent(int value, boolean isPercent) implements Serializable {
    /** @throws IllegalArgumentException when the value is negative, or a percentage above 100 */
    public IntOrPercent {
        if (value < 0 || isPercent && value > 100) {
            throw new IllegalArgumentException(
                    isPercent
                            ? "a percentage lies between 0% and 100%, found " + value + "%"
                            : "a count is 0 or more, found " + value);
        }
    }

    public static IntOrPercent count(int count) {
        return new IntOrPercent(count, false);
    }

    public static IntOrPercent percent(int percent) {
        return new IntOrPercent(percent, true);
    }

    /**
     * Reads {@code 2} or {@code 25%}; a percentage is whole, as in Kubernetes.
     *
     * @throws IllegalArgumentException when it is neither
     */
    @JsonCreator
    public static IntOrPercent parse(String text) {
        String trimmed = text.trim();
        boolean isPercent = trimmed.endsWith("%");
        String digits = isPercent ? trimmed.substring(0, trimmed.length() - 1).trim() : trimmed;
        int value;
        try {
            value = Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected a count such as 2 or a whole percentage such as 25%, found '" + text + "'", e);
        }
        return new IntOrPercent(value, isPercent);
    }

    /** How many of {@code whole}, rounded up: Kubernetes rounds surge so (Deployment documentation, rolling update). */
    public int roundedUp(int whole) {
        return isPercent ? (int) ((value * (long) whole + 99) / 100) : value;
    }

    /** How many of {@code whole}, rounded down: Kubernetes rounds unavailable so (same place). */
    public int roundedDown(int whole) {
        return isPercent ? (int) (value * (long) whole / 100) : value;
    }

    /** Whether it means none, whatever the whole is. */
    public boolean isZero() {
        return value == 0;
    }

    @JsonValue
    @Override
    public String toString() {
        return isPercent ? value + "%" : Integer.toString(value);
    }
}
