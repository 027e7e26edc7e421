package io.jenkins.plugins.deploymentworkflow.release;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of branches that bring a release back to develop by pull request, and the messages of their merges. */
final class BackMerge {
    static final String PREFIX = "merge/";

    private BackMerge() {}

    /** @param target empty for what the names of all branches of this tag begin with */
    static String branch(String tag, String target) {
        return PREFIX + tag + "-to-" + target.replace('/', '-');
    }

    /** Says of which branch the tag is, for when that is gone. */
    static String message(String tag, String branch, String target) {
        return "Merge tag '" + tag + "' of " + branch + " into " + target;
    }

    /** The branch of the release that a branch brings back, as one of these subjects says it. */
    static Optional<String> origin(String way, String subjects) {
        Matcher message =
                Pattern.compile("(?m)^Merge tag '([^']+)' of (\\S+) into \\S+$").matcher(subjects);
        while (message.find()) {
            if (way.startsWith(branch(message.group(1), ""))) {
                return Optional.of(message.group(2));
            }
        }
        return Optional.empty();
    }
}
