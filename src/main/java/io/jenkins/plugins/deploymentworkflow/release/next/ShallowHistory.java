package io.jenkins.plugins.deploymentworkflow.release.next;

/** The clone lacks the history that the answer depends on; the message says how to get it. */
public final class ShallowHistory extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ShallowHistory(String what) {
        this(what, "the next version cannot be told");
    }

    /**
     * @param what was looked for
     * @param so what cannot be done without
     */
    public ShallowHistory(String what, String so) {
        super("the history of this clone is cut off (shallow) before " + what + " was found, so " + so
                + ". Get the rest: git fetch --unshallow --tags");
    }
}
