package io.jenkins.plugins.deploymentworkflow.release;

import java.util.List;

/** The repository is not as a release needs it. Nothing has been touched; the message says the way out. */
public final class ReleaseRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;

    public ReleaseRefused(String reason) {
        this(List.of(reason));
    }

    ReleaseRefused(List<String> reasons) {
        super(String.join("\n", reasons));
        this.reasons = List.copyOf(reasons);
    }

    /** Each with its way out; empty only in a copy from another process, whose message still has them all. */
    public List<String> reasons() {
        return reasons == null ? List.of() : reasons;
    }
}
