package io.jenkins.plugins.deploymentworkflow.release.next;

import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.versioning.Bump;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The next version, and why.
 *
 * <ul>
 *   <li>The last release is the one of the highest precedence that is no pre-release, among the tags of commits that
 *       led to what is checked out: as semantic-release and cocogitto do, and unlike "the nearest tag", which changes
 *       with the order in which branches were merged.
 *   <li>What counts are the commits since, those that came by merges too. A merge commit's own message counts only when
 *       it is conventional. A commit that was taken back since counts for nothing, and neither does what took it back;
 *       taking back something that was released is a patch.
 *   <li>While the major version is 0, what breaks raises the minor version: 1.0.0 is a decision. A feature raises the
 *       minor version then too, as in cocogitto, release-please and semantic-release.
 *   <li>Without a release yet the answer is the first version.
 * </ul>
 *
 * @param last the last release
 * @param current its version, or that of the last pre-release where a pre-release is asked for and there was one since
 * @param next the same as {@code current} when there is nothing to release
 * @param bump by how much {@code next} is higher than the last release, or than 0.0.0 when there is none
 * @param tag what to name the next version's tag
 * @param because commits, those that demand the most first, the newest first among them; {@value #MOST_CAUSES} at most
 * @param omitted how many more there are
 * @param notes what a person should know of the answer
 */
public record NextVersion(
        Optional<Release> last,
        Optional<SemanticVersion> current,
        SemanticVersion next,
        Bump bump,
        String tag,
        List<Cause> because,
        int omitted,
        List<String> notes) {
    /** A list longer than this is read by nobody. */
    public static final int MOST_CAUSES = 1000;

    public NextVersion {
        because = List.copyOf(because);
        notes = List.copyOf(notes);
    }

    /**
     * Works it out for what is checked out.
     *
     * @throws ShallowHistory when the answer depends on history that is not there
     * @throws io.jenkins.plugins.deploymentworkflow.git.GitException when the repository cannot be read, has no commit,
     *     or the paths were never there
     */
    public static NextVersion of(Repository repository, NextVersionRequest request) throws InterruptedException {
        return new NextVersionFinder(repository, request).find();
    }

    /** The same for a commit, whatever is checked out. */
    public static NextVersion at(Repository repository, String commit, NextVersionRequest request)
            throws InterruptedException {
        return new NextVersionFinder(repository, request).find(commit);
    }

    public boolean isSomethingToRelease() {
        return bump != Bump.NONE;
    }

    /** As plain maps, lists, texts and numbers; what is not known is null. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("current", current.map(SemanticVersion::toString).orElse(null));
        document.put("next", next.toString());
        document.put("bump", word(bump));
        document.put("tag", tag);
        document.put(
                "because",
                new ArrayList<>(because.stream().map(NextVersion::map).toList()));
        document.put("omitted", omitted);
        document.put("notes", new ArrayList<>(notes));
        return document;
    }

    private static Map<String, Object> map(Cause cause) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("commit", cause.commit());
        map.put("subject", cause.subject());
        map.put("bump", word(cause.bump()));
        map.put("reason", cause.reason());
        return map;
    }

    /**
     * In words, a line each: the answer, then the commits that are the reason. They hold what strangers wrote.
     *
     * @param most how many commits are told
     */
    public List<String> words(int most) {
        List<String> lines = new ArrayList<>();
        lines.add(
                current.map(SemanticVersion::toString).orElse("no release") + " -> " + next + " (" + word(bump) + ")");
        because.stream()
                .limit(most)
                .map(cause -> String.format(
                        "  %-5s  %.10s  %s (%s)", word(cause.bump()), cause.commit(), cause.subject(), cause.reason()))
                .forEach(lines::add);
        int more = because.size() + omitted - most;
        if (more > 0) {
            lines.add("  and " + more + " more");
        }
        return lines;
    }

    private static String word(Bump bump) {
        return bump.name().toLowerCase(Locale.ROOT);
    }
}
