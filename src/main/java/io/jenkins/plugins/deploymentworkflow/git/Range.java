package io.jenkins.plugins.deploymentworkflow.git;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which commits: those reachable from one and not from others, as {@code git log to ^from} lists them.
 *
 * @param to a hash or the full name of a ref
 * @param without hashes or full names of refs
 * @param paths when there are any, only commits that change something below one of them, also where a merge took the
 *     other side; as they are, no patterns, relative to the directory that git runs in
 */
public record Range(String to, List<String> without, List<String> paths) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public Range {
        without = List.copyOf(without);
        paths = List.copyOf(paths);
    }

    /** All that led to this commit. */
    public static Range to(String to) {
        return new Range(to, List.of(), List.of());
    }

    /** The same, less what led to that one. */
    public Range since(String from) {
        List<String> both = new ArrayList<>(without);
        both.add(from);
        return new Range(to, both, paths);
    }

    /** The same, less what changes none of these paths. */
    public Range touching(List<String> these) {
        return new Range(to, without, these);
    }

    /** Whether it is given by nothing but the whole hashes of two commits, or what may be such. */
    boolean isBetweenTwoHashes() {
        return paths.isEmpty()
                && without.size() == 1
                && HASH.matcher(to).matches()
                && HASH.matcher(without.get(0)).matches()
                && !to.equals(without.get(0));
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (!paths.isEmpty()) {
            arguments.add("--full-history");
        }
        arguments.add("--end-of-options");
        arguments.add(to);
        without.forEach(one -> arguments.add("^" + one));
        arguments.add("--");
        arguments.addAll(paths);
        return arguments;
    }
}
