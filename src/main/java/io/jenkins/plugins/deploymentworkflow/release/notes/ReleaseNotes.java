package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What changed from one state of the sources to a later one. Every text of a commit is cleaned and bounded, none is
 * escaped.
 *
 * @param version empty while it is not released
 * @param tag its tag, also when that is still to be made
 * @param date in UTC, of the last commit
 * @param commit the last one's hash
 * @param previousVersion the one that the changes are counted from; empty for the first
 * @param previousTag its tag
 * @param compare where the host shows the difference; empty when that is not known
 * @param page where the host shows the release
 * @param later where the host shows what came after it
 * @param groups those that have an entry, in the order of {@link Kind}; entries the newest first
 * @param upgrades in the order of the entries
 * @param contributors who wrote most comes first; no programs
 * @param commits how many were read, merges and reverted ones too
 */
public record ReleaseNotes(
        Optional<String> version,
        Optional<String> tag,
        LocalDate date,
        String commit,
        Optional<String> previousVersion,
        Optional<String> previousTag,
        Optional<Address> compare,
        Optional<Address> page,
        Optional<Address> later,
        List<Group> groups,
        List<Upgrade> upgrades,
        List<Contributor> contributors,
        int commits) {
    public ReleaseNotes {
        groups = List.copyOf(groups);
        upgrades = List.copyOf(upgrades);
        contributors = List.copyOf(contributors);
    }

    /**
     * Reads them from a repository.
     *
     * @throws io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException when it has no such tag, version,
     *     branch or commit
     * @throws io.jenkins.plugins.deploymentworkflow.release.next.ShallowHistory when some of the changes are not there
     * @throws io.jenkins.plugins.deploymentworkflow.git.GitException when it cannot be read or has no commit
     */
    public static ReleaseNotes of(Repository repository, NotesRequest request, ReleaseSettings settings)
            throws InterruptedException {
        return new NotesFinder(repository, request, settings).find();
    }

    /**
     * The same, up to what serves in an environment, which is what {@code request} leaves open then.
     *
     * @throws io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException also when the commit of that is
     *     not known or not in the repository
     */
    public static ReleaseNotes upTo(Serving last, Repository repository, NotesRequest request, ReleaseSettings settings)
            throws InterruptedException {
        return new NotesFinder(repository, request, settings).findUpTo(last);
    }

    /** Changes of one kind. */
    public record Group(Kind kind, List<Entry> entries) {
        public Group {
            entries = List.copyOf(entries);
        }
    }

    /** The version, or {@code Unreleased}. */
    public String title() {
        return version.orElse("Unreleased");
    }

    public List<Entry> entries() {
        return groups.stream().flatMap(group -> group.entries().stream()).toList();
    }
}
