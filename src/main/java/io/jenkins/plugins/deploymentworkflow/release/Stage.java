package io.jenkins.plugins.deploymentworkflow.release;

/** What comes next for a release that is finished by pull requests. Reads nothing, changes nothing. */
enum Stage {
    /** Its branch has commits that the remote has not yet. */
    PROPOSE,
    /** Somebody has to merge its branch to main. */
    AWAIT_MAIN,
    /** Main has it, but not yet its tag. */
    TAG,
    /** It is tagged, but there is no branch that brings it back. */
    RETURN,
    /** Somebody has to merge that branch. */
    AWAIT_RETURN,
    /** Everything is where it belongs; its branches go. */
    LEAVE,
    /** There is no such release. */
    UNKNOWN,
    /** The remote has its branch no more, and main has nothing that is it beyond doubt. */
    LOST,
    /** It has nothing that an earlier release has not. */
    EMPTY,
    /** Several commits of main may be it. */
    AMBIGUOUS,
    /** There is a tag of its name somewhere else. */
    TAGGED_ELSEWHERE;

    static Stage of(Standing standing) {
        if (standing.tagged().isPresent()) {
            return standing.fits() ? afterTag(standing) : TAGGED_ELSEWHERE;
        }
        if (standing.tip().isEmpty()) {
            return UNKNOWN;
        }
        if (standing.older().isPresent()) {
            return EMPTY;
        }
        return switch (standing.landings().size()) {
            case 0 -> beforeMain(standing);
            case 1 -> TAG;
            default -> AMBIGUOUS;
        };
    }

    private static Stage beforeMain(Standing standing) {
        if (standing.there().isEmpty()) {
            return standing.lost() ? LOST : PROPOSE;
        }
        return standing.tip().equals(standing.there()) ? AWAIT_MAIN : PROPOSE;
    }

    private static Stage afterTag(Standing standing) {
        if (standing.returned()) {
            return LEAVE;
        }
        return standing.backThere() ? AWAIT_RETURN : RETURN;
    }
}
