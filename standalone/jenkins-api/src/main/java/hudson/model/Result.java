package hudson.model;

import java.io.Serializable;

public final class Result implements Serializable {
    public static final Result SUCCESS = null;
    public static final Result UNSTABLE = null;
    public static final Result FAILURE = null;
    public static final Result NOT_BUILT = null;
    public static final Result ABORTED = null;

    private Result() {}

    public native Result combine(Result that);

    public native boolean isWorseThan(Result that);

    public native boolean isWorseOrEqualTo(Result that);

    public native boolean isBetterThan(Result that);

    public native boolean isBetterOrEqualTo(Result that);

    @Override
    public native String toString();

    public static native Result fromString(String s);
}
