package io.jenkins.plugins.deploymentworkflow.plan;

/** The rule that traffic follows capacity: a version never gets a larger share than its healthy instances can carry. */
public final class Capacity {
    private Capacity() {}

    /**
     * Whether {@code healthy} instances of {@code required} can carry the share, to the hundredth of a percent.
     *
     * @param required instances that carry the whole traffic; with none required, everything is carried
     */
    public static boolean carries(Share share, int healthy, int required) {
        if (share.equals(Share.ZERO)) {
            return true;
        }
        if (healthy <= 0) {
            return false;
        }
        return (share.basisPoints() - 1L) * required < healthy * 10_000L;
    }

    /** The largest share that {@code healthy} instances of {@code required} can carry. */
    public static Share of(int healthy, int required) {
        return required <= 0 ? Share.FULL : Share.ofRatio(Math.max(0, healthy), required);
    }
}
