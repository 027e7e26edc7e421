package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import java.util.Locale;

/** What git-flow finishes on {@code main}. */
public enum Kind {
    /** From {@code develop}. */
    RELEASE,
    /** From {@code main}. */
    HOTFIX;

    /** As commands call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the names of its branches begin with. */
    String prefix(ReleaseSettings.Branches branches) {
        return this == RELEASE ? branches.release() : branches.hotfix();
    }

    /** The branch that it leaves. */
    String base(ReleaseSettings.Branches branches) {
        return this == RELEASE ? branches.develop() : branches.main();
    }
}
