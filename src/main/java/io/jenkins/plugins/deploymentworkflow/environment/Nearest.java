package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant. */
final class Nearest {
    private Nearest() {}

    /** The name that needs the fewest changes of one character, if that is no more than a third of its length. */
    static Optional<String> to(String found, Collection<String> names) {
        return names.stream()
                .filter(name -> changes(found, name) <= Math.max(1, name.length() / 3))
                .min(Comparator.<String>comparingInt(name -> changes(found, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code ; did you mean X?} or nothing. */
    static String hint(String found, Collection<String> names) {
        return to(found, names).map(name -> "; did you mean " + name + "?").orElse("");
    }

    /** Insertions, deletions, replacements and swaps of neighbours, letters of either case being the same. */
    static int changes(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        if (Math.abs(a.length() - b.length()) > 20) {
            return Integer.MAX_VALUE;
        }
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(distance[i - 1][j], distance[i][j - 1]) + 1;
                least = Math.min(least, distance[i - 1][j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, distance[i - 2][j - 2] + 1);
                }
                distance[i][j] = least;
            }
        }
        return distance[a.length()][b.length()];
    }
}
