package io.jenkins.plugins.deploymentworkflow.versioning;

import java.util.Optional;
import java.util.regex.Pattern;
import org.semver4j.Semver;

/**
 * A version of Semantic Versioning 2.0.0, as it was written.
 *
 * <p>Parsing is strict: no {@code v}, no blanks, no leading zeros, no empty identifiers, ASCII alone. Beyond the
 * specification it is bounded: 128 characters, numbers up to 2147483647, and numeric identifiers of a pre-release up to
 * 18 digits.
 *
 * <p>The order is that of precedence, in which build metadata does not count; it does for {@link #equals}.
 */
public final class SemanticVersion implements Comparable<SemanticVersion> {
    /** The expression that semver.org suggests. What reads versions below is lenient about blanks and a {@code v}. */
    private static final Pattern SYNTAX = Pattern.compile("(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)"
            + "(?:-((?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)"
            + "(?:\\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
            + "(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?");

    private static final Pattern LONG_NUMBER = Pattern.compile("(?:^|\\.)[0-9]{19,}(?:\\.|$)");
    private static final int LONGEST = 128;

    private final Semver version;
    private final String text;

    private SemanticVersion(Semver version, String text) {
        this.version = version;
        this.text = text;
    }

    public static boolean isValid(String text) {
        return parse(text).isPresent();
    }

    /**
     * The text, when it is a version.
     *
     * @throws IllegalArgumentException saying what was expected and found
     */
    public static String require(String text) {
        return of(text).toString();
    }

    /**
     * The version that a text is.
     *
     * @throws IllegalArgumentException saying what was expected and found
     */
    public static SemanticVersion of(String text) {
        return parse(text).orElseThrow(() -> {
            String hint = text.startsWith("v") && isValid(text.substring(1)) ? " (without the v)" : "";
            String found = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
            return new IllegalArgumentException(
                    "expected a version such as 1.4.0 or 2.0.0-rc.1 (Semantic Versioning 2.0.0), found '" + found + "'"
                            + hint);
        });
    }

    /** A release of these numbers. */
    public static SemanticVersion of(int major, int minor, int patch) {
        return of(major + "." + minor + "." + patch);
    }

    /** The version that a text is, if it is one. */
    public static Optional<SemanticVersion> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var found = SYNTAX.matcher(text);
        if (!found.matches()
                || found.group(4) != null && LONG_NUMBER.matcher(found.group(4)).find()) {
            return Optional.empty();
        }
        return Optional.ofNullable(Semver.parse(text)).map(version -> new SemanticVersion(version, text));
    }

    public int major() {
        return version.getMajor();
    }

    public int minor() {
        return version.getMinor();
    }

    public int patch() {
        return version.getPatch();
    }

    /** Such as {@code rc.1}; empty for a release. */
    public String prerelease() {
        return String.join(".", version.getPreRelease());
    }

    /** Such as {@code 20261123.4f2a}; empty when there is none. */
    public String build() {
        return String.join(".", version.getBuild());
    }

    public boolean isPrerelease() {
        return !version.getPreRelease().isEmpty();
    }

    /** What a pre-release leads up to: the same without pre-release and build. */
    public SemanticVersion release() {
        return of(major(), minor(), patch());
    }

    /**
     * The next release, without build metadata. A pre-release becomes the release that it led up to, where that is
     * enough: 1.2.3-rc.1 by a patch is 1.2.3, 2.0.0-rc.1 by anything is 2.0.0.
     *
     * @throws IllegalArgumentException when a number would become too large
     */
    public SemanticVersion bump(Bump bump) {
        return switch (bump) {
            case NONE -> this;
            case PATCH -> isPrerelease() ? release() : of(major(), minor(), above(patch()));
            case MINOR -> isPrerelease() && patch() == 0 ? release() : of(major(), above(minor()), 0);
            case MAJOR -> isPrerelease() && patch() == 0 && minor() == 0 ? release() : of(above(major()), 0, 0);
        };
    }

    /**
     * The next pre-release: 1.3.0-rc.1 becomes 1.3.0-rc.2, 1.3.0 becomes 1.3.1-rc.1, and 1.3.0-beta.2 with another
     * identifier 1.3.0-rc.1.
     *
     * @param identifier such as {@code rc}; when empty, that of this pre-release, or {@code rc}
     * @throws IllegalArgumentException when the identifier is none, or the result would not come later
     */
    public SemanticVersion bumpPrerelease(String identifier) {
        SemanticVersion next =
                isPrerelease() ? laterPrerelease(identifier) : bump(Bump.PATCH).prereleased(identifier);
        if (next.compareTo(this) <= 0) {
            throw new IllegalArgumentException("expected a pre-release later than " + this + ", but " + next
                    + " is not;"
                    + " bump to a higher version first, or choose an identifier that comes after '" + prerelease()
                    + "'");
        }
        return next;
    }

    /**
     * The first pre-release that leads up to this release.
     *
     * @param identifier such as {@code rc}, also when empty
     */
    public SemanticVersion prereleased(String identifier) {
        return of(release() + "-" + (identifier.isEmpty() ? "rc" : identifier) + ".1");
    }

    private SemanticVersion laterPrerelease(String identifier) {
        String current = prerelease();
        int dot = current.lastIndexOf('.');
        boolean counted = current.substring(dot + 1).matches("[0-9]+");
        String name = !counted ? current : dot < 0 ? "" : current.substring(0, dot);
        if (!identifier.isEmpty() && !identifier.equals(name)) {
            return prereleased(identifier);
        }
        long count = counted ? Long.parseLong(current.substring(dot + 1)) + 1 : 1;
        return of(release() + "-" + (name.isEmpty() ? "" : name + ".") + count);
    }

    private int above(int number) {
        if (number == Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "no number after " + number + " in " + this + "; that is the largest one");
        }
        return number + 1;
    }

    /** By precedence: build metadata does not count, so what is not equal may be neither before nor after. */
    @Override
    public int compareTo(SemanticVersion other) {
        return Integer.signum(version.compareTo(other.version));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SemanticVersion that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
