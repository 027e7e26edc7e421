package io.jenkins.plugins.deploymentworkflow.versioning;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which versions will do: {@code >=3.10}, {@code ^1.2}, {@code ~1.2}, {@code 1.x}, {@code 1.2 - 2.3}, several at once,
 * and alternatives behind {@code ||}, with the meaning that npm gives them.
 *
 * <p>A pre-release is in a range only where one of the same three numbers is named: {@code >=1.2.0-rc.1} holds
 * 1.2.0-rc.2, and not 1.3.0-rc.1.
 */
public final class VersionRange {
    private static final Pattern OPERATORS = Pattern.compile("(>=|<=|>|<|=|~|\\^)\\s+");
    private static final Pattern HYPHEN = Pattern.compile("(\\S+)\\s+-\\s+(\\S+)");
    private static final Pattern COMPARATOR = Pattern.compile("(>=|<=|>|<|=|~|\\^|)(\\S+)");
    private static final Pattern PARTIAL =
            Pattern.compile("v?([0-9]+|[xX*])(?:\\.([0-9]+|[xX*])(?:\\.([0-9]+|[xX*])(.*))?)?");
    private static final int LONGEST = 1000;

    private final String text;
    private final List<List<Bound>> alternatives;

    private VersionRange(String text, List<List<Bound>> alternatives) {
        this.text = text;
        this.alternatives = alternatives;
    }

    /**
     * One end: what is compared with a version by an operator.
     *
     * @param named whether the limit was written so
     */
    private record Bound(String operator, SemanticVersion limit, boolean named) {
        static Bound named(String operator, SemanticVersion limit) {
            return new Bound(operator, limit, true);
        }

        static Bound implied(String operator, SemanticVersion limit) {
            return new Bound(operator, limit, false);
        }

        boolean admits(SemanticVersion version) {
            int order = version.compareTo(limit);
            return switch (operator) {
                case ">=" -> order >= 0;
                case ">" -> order > 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                default -> order == 0;
            };
        }
    }

    /** A version of which less may be said: {@code 1}, {@code 1.2.x}; -1 stands for what is not said. */
    private record Partial(int major, int minor, int patch, SemanticVersion whole) {
        SemanticVersion lowest() {
            return whole != null ? whole : SemanticVersion.of(Math.max(0, major), Math.max(0, minor), 0);
        }

        /** The first version, of pre-releases too, that is after all that this stands for. */
        SemanticVersion after() {
            return minor < 0 ? first(major + 1, 0) : first(major, minor + 1);
        }

        static SemanticVersion first(int major, int minor) {
            return SemanticVersion.of(major + "." + minor + ".0-0");
        }
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException saying what was expected and found
     */
    public static VersionRange of(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw wrong(text.length() > LONGEST ? text.substring(0, 20) + "..." : text);
        }
        List<List<Bound>> alternatives = Stream.of(text.split("\\|\\|", -1))
                .map(one -> OPERATORS.matcher(one.strip()).replaceAll("$1"))
                .map(VersionRange::bounds)
                .toList();
        return new VersionRange(text.strip(), alternatives);
    }

    /** Whether the version is in it. */
    public boolean contains(SemanticVersion version) {
        return alternatives.stream()
                .anyMatch(bounds -> bounds.stream().allMatch(bound -> bound.admits(version))
                        && (!version.isPrerelease() || names(bounds, version)));
    }

    private static boolean names(List<Bound> bounds, SemanticVersion version) {
        return bounds.stream()
                .filter(Bound::named)
                .map(Bound::limit)
                .filter(SemanticVersion::isPrerelease)
                .anyMatch(limit -> limit.release().equals(version.release()));
    }

    private static List<Bound> bounds(String text) {
        Matcher hyphen = HYPHEN.matcher(text);
        if (hyphen.matches()) {
            Partial from = partial(hyphen.group(1));
            Partial to = partial(hyphen.group(2));
            return Stream.of(atLeast(from), atMost(to)).flatMap(List::stream).toList();
        }
        List<Bound> bounds = new ArrayList<>();
        for (String part : text.split("\\s+")) {
            Matcher comparator = COMPARATOR.matcher(part);
            if (!comparator.matches()) {
                throw wrong(text);
            }
            bounds.addAll(compared(comparator.group(1), partial(comparator.group(2))));
        }
        return bounds;
    }

    private static List<Bound> compared(String operator, Partial to) {
        if (to.major() < 0) {
            return operator.equals("<") || operator.equals(">") ? List.of(lowerThanAll()) : List.of(anyRelease());
        }
        boolean whole = to.whole() != null;
        return switch (operator) {
            case ">=" -> atLeast(to);
            case ">" ->
                List.of(
                        whole
                                ? Bound.named(">", to.whole())
                                : Bound.implied(">=", to.after().release()));
            case "<" -> List.of(whole ? Bound.named("<", to.whole()) : Bound.implied("<", first(to)));
            case "<=" -> atMost(to);
            case "~" -> List.of(lowest(to), Bound.implied("<", to.after()));
            case "^" -> List.of(lowest(to), Bound.implied("<", compatible(to)));
            default ->
                whole ? List.of(Bound.named("=", to.whole())) : List.of(lowest(to), Bound.implied("<", to.after()));
        };
    }

    private static Bound lowest(Partial of) {
        return new Bound(">=", of.lowest(), of.whole() != null);
    }

    private static List<Bound> atLeast(Partial from) {
        return from.major() < 0 ? List.of(anyRelease()) : List.of(lowest(from));
    }

    private static List<Bound> atMost(Partial to) {
        if (to.major() < 0) {
            return List.of(anyRelease());
        }
        return List.of(to.whole() != null ? Bound.named("<=", to.whole()) : Bound.implied("<", to.after()));
    }

    /** Up to where the first number that is not 0 stays the same. */
    private static SemanticVersion compatible(Partial to) {
        if (to.major() > 0 || to.minor() < 0) {
            return Partial.first(to.major() + 1, 0);
        }
        if (to.minor() > 0 || to.patch() < 0) {
            return Partial.first(to.major(), to.minor() + 1);
        }
        return SemanticVersion.of("0.0." + (to.patch() + 1) + "-0");
    }

    private static SemanticVersion first(Partial of) {
        return Partial.first(of.major(), Math.max(0, of.minor()));
    }

    private static Bound anyRelease() {
        return Bound.implied(">=", SemanticVersion.of(0, 0, 0));
    }

    private static Bound lowerThanAll() {
        return Bound.implied("<", SemanticVersion.of("0.0.0-0"));
    }

    private static Partial partial(String text) {
        Matcher found = PARTIAL.matcher(text);
        if (!found.matches()) {
            throw wrong(text);
        }
        int major = number(found.group(1), text);
        int minor = major < 0 ? -1 : number(found.group(2), text);
        int patch = minor < 0 ? -1 : number(found.group(3), text);
        boolean more = found.group(4) != null && !found.group(4).isEmpty();
        if (patch < 0) {
            if (more) {
                throw wrong(text);
            }
            return new Partial(major, minor, patch, null);
        }
        String whole = text.startsWith("v") ? text.substring(1) : text;
        return new Partial(major, minor, patch, SemanticVersion.parse(whole).orElseThrow(() -> wrong(text)));
    }

    private static int number(String text, String whole) {
        if (text == null || text.matches("[xX*]")) {
            return -1;
        }
        if (text.length() > 9 || text.length() > 1 && text.startsWith("0")) {
            throw wrong(whole);
        }
        return Integer.parseInt(text);
    }

    private static IllegalArgumentException wrong(String found) {
        return new IllegalArgumentException(
                "expected a range of versions such as >=3.10, ^1.2, ~1.2, 1.x, 1.2 - 2.3, or"
                        + " several of them with || between, found '" + found + "'");
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
