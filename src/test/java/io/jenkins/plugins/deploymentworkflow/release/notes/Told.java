package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Commit;
import io.jenkins.plugins.deploymentworkflow.git.Person;
import io.jenkins.plugins.deploymentworkflow.versioning.CommitMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Release notes of messages, without a repository. */
final class Told {
    static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");
    static final String GITHUB = "git@github.com:acme/shop.git";
    private static final Between RELEASE = new Between(
            Optional.of("1.3.0"),
            Optional.of("v1.3.0"),
            Optional.of("1.2.0"),
            Optional.of("v1.2.0"),
            Optional.of("0".repeat(40)),
            "f".repeat(40));

    private Told() {}

    /** Of a project at GitHub, from the oldest message to the newest. */
    static ReleaseNotes notes(String... messages) {
        return notesAt(GITHUB, messages);
    }

    static ReleaseNotes notesAt(String remote, String... messages) {
        List<Commit> commits = new ArrayList<>();
        for (int i = 0; i < messages.length; i++) {
            commits.add(0, commit(i + 1, messages[i]));
        }
        return notes(remote, ReleaseSettings.DEFAULT, commits);
    }

    /** @param commits the newest first */
    static ReleaseNotes notes(String remote, ReleaseSettings settings, List<Commit> commits) {
        Draft draft = new Draft(CodeHost.of(settings.links(), remote), settings);
        commits.forEach(commit -> draft.add(commit, CommitMessage.parse(commit.message())));
        return draft.finish(RELEASE, AT);
    }

    /** The only entry of a message. */
    static Entry entry(String message) {
        return notes(message).entries().get(0);
    }

    static Commit commit(int number, String message, int... parents) {
        List<String> hashes = new ArrayList<>();
        for (int parent : parents) {
            hashes.add(hash(parent));
        }
        return new Commit(hash(number), hashes, new Person("Ada Example", "ada@example.org"), AT, message);
    }

    static String hash(int number) {
        return String.format("%08d", number) + "0".repeat(32);
    }
}
