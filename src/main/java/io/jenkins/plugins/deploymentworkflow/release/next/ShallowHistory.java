package io.jenkins.plugins.deploymentworkflow.release.next;

/** The clone lacks the history that the answer depends on; the message says how to get it. */
public final class ShallowHistory extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ShallowHistory(String what) {
        super("the history of this clone is cut off (shallow) before " + what
                + " was found, so the next version cannot be" + " told. Get the rest: git fetch --unshallow --tags");
    }
}
