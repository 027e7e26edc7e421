package hudson.model;

public abstract class Label extends Actionable implements Comparable<Label> {
    protected Label(String name) {}

    public native boolean isEmpty();

    public static native Label parseExpression(String labelExpression);
}
