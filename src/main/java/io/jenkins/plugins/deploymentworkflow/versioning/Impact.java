package io.jenkins.plugins.deploymentworkflow.versioning;

/**
 * What a commit means for the next version.
 *
 * @param bump how much the version must rise for it
 * @param reason why, for a person: {@code feature}, {@code breaking change: ...}
 */
public record Impact(Bump bump, String reason) {
    private static final int LONGEST_REASON = 200;
    private static final Impact NOTHING = new Impact(Bump.NONE, "");

    /**
     * By its message: what breaks is major, {@code feat} minor, {@code fix} and {@code perf} are patches, all else is
     * nothing. Of a list of squashed commits and the line above it, the most counts. A revert is judged by what it
     * takes back, which the message alone does not tell; here it is a patch.
     */
    public static Impact of(CommitMessage message) {
        if (message.isBreaking()) {
            String what = message.breakingChanges().stream()
                    .findFirst()
                    .flatMap(text -> text.lines().findFirst())
                    .orElse(message.subject());
            return new Impact(Bump.MAJOR, "breaking change: " + shortened(what));
        }
        Impact most = message.header().map(header -> byType(header.type())).orElse(NOTHING);
        for (CommitHeader header : message.squashed()) {
            Impact one = byType(header.type());
            most = one.bump().compareTo(most.bump()) > 0 ? one : most;
        }
        if (most.bump() != Bump.NONE
                || message.isConventional()
                || !message.squashed().isEmpty()) {
            return most;
        }
        return message.reverted().isPresent() ? byType("revert") : new Impact(Bump.NONE, "not a conventional commit");
    }

    private static Impact byType(String type) {
        return switch (type) {
            case "feat" -> new Impact(Bump.MINOR, "feature");
            case "fix" -> new Impact(Bump.PATCH, "fix");
            case "perf" -> new Impact(Bump.PATCH, "performance");
            case "revert" -> new Impact(Bump.PATCH, "revert of something released");
            default -> NOTHING;
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "...";
    }
}
