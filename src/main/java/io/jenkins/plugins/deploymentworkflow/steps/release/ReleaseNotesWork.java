package io.jenkins.plugins.deploymentworkflow.steps.release;

import hudson.model.Run;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseFile;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.release.next.TagNames;
import io.jenkins.plugins.deploymentworkflow.release.notes.ChangelogFile;
import io.jenkins.plugins.deploymentworkflow.release.notes.JsonNotes;
import io.jenkins.plugins.deploymentworkflow.release.notes.MarkdownNotes;
import io.jenkins.plugins.deploymentworkflow.release.notes.NotesRequest;
import io.jenkins.plugins.deploymentworkflow.release.notes.Promotion;
import io.jenkins.plugins.deploymentworkflow.release.notes.ReleaseNotes;
import io.jenkins.plugins.deploymentworkflow.release.notes.Serving;
import io.jenkins.plugins.deploymentworkflow.release.notes.SlackNotes;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.Authentication;

/** Writes release notes. */
final class ReleaseNotesWork implements RepositoryWork {
    private static final long serialVersionUID = 1L;

    private final String version;
    private final String from;
    private final String to;
    private final String fromEnvironment;
    private final String toEnvironment;
    private final String application;
    private final String path;
    private final String file;
    private final String changelog;
    private final boolean deepen;
    private final Known first;
    private final Known last;

    /** {@link Serving}, as it can be carried to a node. */
    private record Known(String environment, String version, String commit) implements Serializable {
        static Known of(Serving serving) {
            return new Known(
                    serving.environment(), serving.version(), serving.commit().orElse(""));
        }

        Serving serving() {
            return new Serving(environment, version, given(commit));
        }
    }

    ReleaseNotesWork(ReleaseNotesStep step) {
        version = step.getVersion();
        from = step.getFrom();
        to = step.getTo();
        fromEnvironment = step.getFromEnvironment();
        toEnvironment = step.getToEnvironment();
        application = step.getApplication();
        path = step.getPath();
        file = step.getFile();
        changelog = step.getChangelog();
        deepen = step.isDeepen();
        first = null;
        last = null;
    }

    private ReleaseNotesWork(ReleaseNotesWork asked, Known first, Known last) {
        version = asked.version;
        from = asked.from;
        to = asked.to;
        fromEnvironment = asked.fromEnvironment;
        toEnvironment = asked.toEnvironment;
        application = asked.application;
        path = asked.path;
        file = asked.file;
        changelog = asked.changelog;
        deepen = asked.deepen;
        this.first = first;
        this.last = last;
    }

    @Override
    public RepositoryWork informed(Run<?, ?> build, Authentication runsAs) {
        if (!fromEnvironment.isEmpty() && !from.isEmpty()) {
            throw new Refused(Messages.ReleaseNotesStep_bothFrom());
        }
        if (!toEnvironment.isEmpty() && !(to.isEmpty() && version.isEmpty())) {
            throw new Refused(Messages.ReleaseNotesStep_bothTo());
        }
        DeployedEnvironments environments = new DeployedEnvironments(build, runsAs);
        return new ReleaseNotesWork(this, known(environments, fromEnvironment), known(environments, toEnvironment));
    }

    private Known known(DeployedEnvironments environments, String environment) {
        return environment.isEmpty() ? null : Known.of(environments.serving(environment, application));
    }

    @Override
    public Map<String, Object> on(Git git, String step, PrintStream log) throws InterruptedException {
        Repository repository = Repository.discover(git);
        if (deepen && repository.isShallow()) {
            repository.deepen();
        }
        ReleaseSettings settings =
                repository.isBare() ? ReleaseSettings.DEFAULT : ReleaseFile.in(repository.workTree());
        Map<String, Object> compared = new LinkedHashMap<>();
        ReleaseNotes notes = notes(repository, settings, compared, log);
        String markdown = MarkdownNotes.write(notes);
        Map<String, Object> map = JsonNotes.document(notes);
        map.putAll(compared);
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

    private ReleaseNotes notes(
            Repository repository, ReleaseSettings settings, Map<String, Object> compared, PrintStream log)
            throws InterruptedException {
        Optional<Serving> upTo = Optional.ofNullable(last).map(Known::serving);
        if (first != null) {
            Promotion promotion = Promotion.of(repository, first.serving(), upTo, request(settings), settings);
            compared.putAll(promotion.document());
            log.println(promotion.sentence());
            return promotion.notes();
        }
        if (upTo.isPresent()) {
            compared.put("toEnvironment", upTo.get().document());
            return ReleaseNotes.upTo(upTo.get(), repository, request(settings), settings);
        }
        return ReleaseNotes.of(repository, request(settings), settings);
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
