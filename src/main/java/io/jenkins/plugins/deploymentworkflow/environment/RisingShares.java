package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads shares that rise to 100%, which is added when it was not written (as Spinnaker's canary does). */
final class RisingShares {
    private RisingShares() {}

    /** Nothing when the key is not there, or its problem has been noted. */
    static Optional<List<Share>> of(Section section, String key) {
        return section.list(key, "shares such as 5%", Share::parse).flatMap(shares -> {
            Optional<String> problem = problem(shares);
            problem.ifPresent(message -> section.problem(key, message));
            return problem.isPresent() ? Optional.empty() : Optional.of(toTheEnd(shares));
        });
    }

    private static Optional<String> problem(List<Share> shares) {
        if (shares.isEmpty()) {
            return Optional.of("expected one share or more, such as [5%, 50%, 100%], found an empty list");
        }
        Share before = Share.ZERO;
        for (Share share : shares) {
            if (share.compareTo(before) <= 0) {
                return Optional.of("expected shares that rise from above 0% to 100%, found " + share + " after "
                        + before + "; put them in order, each once");
            }
            before = share;
        }
        return Optional.empty();
    }

    private static List<Share> toTheEnd(List<Share> shares) {
        List<Share> steps = new ArrayList<>(shares);
        if (!steps.get(steps.size() - 1).equals(Share.FULL)) {
            steps.add(Share.FULL);
        }
        return List.copyOf(steps);
    }
}
