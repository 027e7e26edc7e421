package io.jenkins.plugins.deploymentworkflow.release;

import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the branches and tags of the clone and of its remote say about releases. */
final class Releasing {
    private final Site site;
    private final Remote remote;

    Releasing(Site site, Remote remote) {
        this.site = site;
        this.remote = remote;
    }

    String branch(Kind kind, String version) {
        return kind.prefix(site.branches()) + tag(version);
    }

    String tag(String version) {
        return site.settings().tags().prefix() + version;
    }

    /** The branches of this kind, here and at the remote. */
    List<String> open(Kind kind) throws InterruptedException {
        String prefix = kind.prefix(site.branches());
        TreeSet<String> open = new TreeSet<>(remote.heads(prefix));
        site.repository().refs("refs/heads/").keySet().stream()
                .map(ref -> ref.substring("refs/heads/".length()))
                .filter(branch -> branch.startsWith(prefix))
                .forEach(open::add);
        return List.copyOf(open);
    }

    /** What the name of a release's branch says. */
    Optional<String> version(Kind kind, String branch) {
        String start = branch(kind, "");
        return branch.startsWith(start) && SemanticVersion.isValid(branch.substring(start.length()))
                ? Optional.of(branch.substring(start.length()))
                : Optional.empty();
    }

    /** The highest version that is tagged, pre-releases aside. */
    Optional<SemanticVersion> last() throws InterruptedException {
        String prefix = site.settings().tags().prefix();
        List<String> names = new ArrayList<>(remote.tags());
        site.repository().tags().forEach(tag -> names.add(tag.name()));
        return names.stream()
                .filter(name -> name.startsWith(prefix))
                .flatMap(name -> SemanticVersion.parse(name.substring(prefix.length())).stream())
                .filter(version -> !version.isPrerelease())
                .max(Comparator.naturalOrder());
    }

    /** Why this version cannot be released now: its tag exists, or it is no higher than the last one. */
    Stream<String> reasonsAgainst(String version) throws InterruptedException {
        String tag = tag(version);
        boolean here = site.git()
                .run("rev-parse", "--verify", "--quiet", Site.tag(tag))
                .succeeded();
        boolean there = remote.tag(tag).isPresent();
        if (here || there) {
            List<String> deletions = new ArrayList<>();
            if (here) {
                deletions.add("git tag -d " + tag);
            }
            if (there) {
                deletions.add("git push " + site.settings().remote() + " --delete " + tag);
            }
            return Stream.of("the tag " + tag + " exists already"
                    + (here ? "" : " at " + site.settings().remote())
                    + ". Choose a higher version; or, if it is wrong and nobody uses it yet, delete it: "
                    + String.join(" && ", deletions));
        }
        SemanticVersion wanted = SemanticVersion.of(version);
        return last().filter(last -> wanted.compareTo(last) <= 0).stream()
                .map(last -> version + " is not higher than the last release, " + last + ". Choose a higher version");
    }
}
