package hudson.model;

import java.util.Set;

public abstract class Label extends Actionable implements Comparable<Label> {
    protected Label(String name) {}

    public native boolean isEmpty();

    public native Set<Node> getNodes();

    public static native Label parseExpression(String labelExpression);
}
