package io.jenkins.plugins.deploymentworkflow.steps.release;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseFile;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.release.next.TagNames;
import io.jenkins.plugins.deploymentworkflow.release.notes.ChangelogFile;
import io.jenkins.plugins.deploymentworkflow.release.notes.JsonNotes;
import io.jenkins.plugins.deploymentworkflow.release.notes.MarkdownNotes;
import io.jenkins.plugins.deploymentworkflow.release.notes.NotesRequest;
import io.jenkins.plugins.deploymentworkflow.release.notes.ReleaseNotes;
import io.jenkins.plugins.deploymentworkflow.release.notes.SlackNotes;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes release notes. */
final class ReleaseNotesWork implements RepositoryWork {
    private static final long serialVersionUID = 1L;

    private final String version;
    private final String from;
    private final String to;
    private final String path;
    private final String file;
    private final String changelog;
    private final boolean deepen;

    ReleaseNotesWork(ReleaseNotesStep step) {
        version = step.getVersion();
        from = step.getFrom();
        to = step.getTo();
        path = step.getPath();
        file = step.getFile();
        changelog = step.getChangelog();
        deepen = step.isDeepen();
    }

    @Override
    public Map<String, Object> on(Git git, String step, PrintStream log) throws InterruptedException {
        Repository repository = Repository.discover(git);
        if (deepen && repository.isShallow()) {
            repository.deepen();
        }
        ReleaseSettings settings =
                repository.isBare() ? ReleaseSettings.DEFAULT : ReleaseFile.in(repository.workTree());
        ReleaseNotes notes = ReleaseNotes.of(repository, request(settings), settings);
        String markdown = MarkdownNotes.write(notes);
        Map<String, Object> map = JsonNotes.document(notes);
        map.put("markdown", markdown);
        map.put("slack", SlackNotes.write(notes));
        log.println("release notes: " + notes.title() + ", " + notes.commits() + " commits");
        if (!file.isEmpty()) {
            write(below(git, file), markdown);
        }
        if (!changelog.isEmpty()) {
            record(below(git, changelog), notes, log);
        }
        return map;
    }

    private NotesRequest request(ReleaseSettings settings) {
        NotesRequest request = NotesRequest.usual()
                .with(TagNames.of(settings))
                .touching(path.isEmpty() ? List.of() : List.of(path))
                .between(given(from), given(to));
        return version.isEmpty() ? request : request.of(SemanticVersion.of(version));
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static void record(Path changelog, ReleaseNotes notes, PrintStream log) {
        if (notes.version().isEmpty()) {
            throw new IllegalArgumentException(
                    "a changelog takes releases, but the last commit has no tag of one; give the version");
        }
        boolean changed = ChangelogFile.update(changelog, notes, false);
        log.println(changelog.getFileName() + (changed ? ": has " : ": had already ") + notes.title());
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path below(Git git, String name) {
        Path file = git.directory().resolve(name).normalize();
        if (!file.startsWith(git.directory())) {
            throw new IllegalArgumentException("expected a file below the directory of the step, found '" + name + "'");
        }
        return file;
    }
}
