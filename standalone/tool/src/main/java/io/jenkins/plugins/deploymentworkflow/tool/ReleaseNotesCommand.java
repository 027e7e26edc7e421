package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseFile;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.ledger.History;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.release.next.TagNames;
import io.jenkins.plugins.deploymentworkflow.release.notes.ChangelogFile;
import io.jenkins.plugins.deploymentworkflow.release.notes.Escaping;
import io.jenkins.plugins.deploymentworkflow.release.notes.JsonNotes;
import io.jenkins.plugins.deploymentworkflow.release.notes.MarkdownNotes;
import io.jenkins.plugins.deploymentworkflow.release.notes.NotesRequest;
import io.jenkins.plugins.deploymentworkflow.release.notes.NotesTemplate;
import io.jenkins.plugins.deploymentworkflow.release.notes.Promotion;
import io.jenkins.plugins.deploymentworkflow.release.notes.ReleaseNotes;
import io.jenkins.plugins.deploymentworkflow.release.notes.Serving;
import io.jenkins.plugins.deploymentworkflow.release.notes.SlackNotes;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Release notes of a repository, and its changelog. */
@Command(
        name = "notes",
        description = {
            "Prints what changed since the last release, from the messages of the commits.",
            "Environments tell what would go from one to the other now, or what one of them has."
        },
        sortOptions = false)
final class ReleaseNotesCommand implements Callable<Integer> {
    enum Format {
        MARKDOWN,
        SLACK
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The repository, or a directory in it. Default: ${DEFAULT-VALUE}")
    private Path repository;

    @Option(
            names = "--from",
            paramLabel = "REV",
            description = "A tag, version, branch or commit that changes count from. Default: the last release before.")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "REV",
            description = "The same up to which they count. Default: the tag of --version, or what is checked out.")
    private String to;

    @Option(
            names = "--version",
            paramLabel = "V",
            description = "The version that they are of, released or not. Default: what a tag of the last commit says.")
    private String version;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            description = "What stands before the version in tags of releases. Default: that of config/release.yaml.")
    private String prefix;

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description = "Only commits that change something below it count, relative to DIR; may be repeated.")
    private List<String> paths = List.of();

    @Option(
            names = "--from-environment",
            paramLabel = "ENV",
            description = "Instead of --from: what runs in this environment, which is the one that would change.")
    private String fromEnvironment;

    @Option(
            names = "--to-environment",
            paramLabel = "ENV",
            description = "Instead of --to: what runs in this environment, such as staging.")
    private String toEnvironment;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "markdown",
            description = "What is printed: markdown or slack. Default: ${DEFAULT-VALUE}")
    private Format format;

    @Option(names = "--template", paramLabel = "FILE", description = "Print what this template makes of it.")
    private Path template;

    @Option(
            names = "--changelog",
            paramLabel = "FILE",
            description = "Add the release to this file, in the form of Keep a Changelog.")
    private Path changelog;

    @Option(names = "--replace", description = "Write the section of a version that is in the changelog anew.")
    private boolean replace;

    @Option(
            names = "--deepen",
            description = "When the clone is shallow, fetch the rest of its history and its tags first.")
    private boolean deepen;

    @Override
    public Integer call() throws InterruptedException {
        requireFitting();
        Repository found = Repository.discover(Git.in(repository));
        if (deepen && found.isShallow()) {
            found.deepen();
        }
        ReleaseSettings settings = found.isBare() ? ReleaseSettings.DEFAULT : ReleaseFile.in(found.workTree());
        Map<String, Object> document = new LinkedHashMap<>();
        ReleaseNotes notes = notes(found, settings, document);
        if (common.json()) {
            document.putAll(JsonNotes.document(notes));
        }
        record(notes, document);
        String text = template == null ? "" : template().write(notes);
        if (common.json()) {
            if (template != null) {
                document.put("text", text);
            }
            Output.json(document);
        } else {
            Output.document(template == null ? written(notes) : text);
        }
        return Main.DONE;
    }

    private void requireFitting() {
        if (!Files.isDirectory(repository)) {
            throw misuse("--repo: no directory " + repository.toAbsolutePath());
        }
        if (fromEnvironment != null && from != null) {
            throw misuse("--from and --from-environment both say what changes count from; leave out one");
        }
        if (toEnvironment != null && (to != null || version != null)) {
            throw misuse("--to-environment says up to what changes count, and of which version they are; leave out "
                    + (to != null ? "--to" : "--version"));
        }
        if (replace && changelog == null) {
            throw misuse("--replace is about a section of --changelog; name the file");
        }
    }

    private NotesRequest request(ReleaseSettings settings) {
        NotesRequest request = NotesRequest.usual()
                .with(names(settings))
                .touching(paths)
                .between(Optional.ofNullable(from), Optional.ofNullable(to));
        try {
            return version == null ? request : request.of(SemanticVersion.of(version));
        } catch (IllegalArgumentException e) {
            throw misuse("--version: " + PlainText.of(e.getMessage()));
        }
    }

    private TagNames names(ReleaseSettings settings) {
        return prefix == null ? TagNames.of(settings) : TagNames.of(prefix);
    }

    private ReleaseNotes notes(Repository found, ReleaseSettings settings, Map<String, Object> document)
            throws InterruptedException {
        Optional<Serving> last = Optional.ofNullable(toEnvironment).map(this::serving);
        if (fromEnvironment != null) {
            Promotion promotion = Promotion.of(found, serving(fromEnvironment), last, request(settings), settings);
            document.putAll(promotion.document());
            System.err.println(PlainText.of(promotion.sentence()));
            return promotion.notes();
        }
        if (last.isPresent()) {
            document.put("toEnvironment", last.get().document());
            System.err.println(PlainText.of(toEnvironment + " has " + last.get().version()));
            return ReleaseNotes.upTo(last.get(), found, request(settings), settings);
        }
        return ReleaseNotes.of(found, request(settings), settings);
    }

    private Serving serving(String environment) {
        LedgerStore ledgers = common.ledgers();
        LedgerStore.Key key = Selection.one(ledgers, environment, common.application);
        return Serving.of(
                        environment,
                        History.of(
                                ledgers.ledger(key.application(), environment).after(0)))
                .orElseThrow(() -> new Refused(
                        "no version is known to serve in " + environment + " (ledger " + ledgers.root() + ")"));
    }

    private void record(ReleaseNotes notes, Map<String, Object> document) {
        if (changelog == null) {
            return;
        }
        if (notes.version().isEmpty()) {
            throw misuse("a changelog takes releases, but the last commit has no tag of one; name its --version");
        }
        boolean changed = ChangelogFile.update(changelog, notes, replace);
        document.put("changelog", changelog.toString());
        document.put("changed", changed);
        System.err.println(changelog + (changed ? ": has " : ": had already ") + notes.title());
    }

    private NotesTemplate template() {
        Escaping escaping = format == Format.SLACK ? Escaping.SLACK : Escaping.MARKDOWN;
        String name = template.toString();
        try {
            return new NotesTemplate(name, Files.readString(template), Escaping.of(name, escaping));
        } catch (IOException e) {
            throw new ConfigurationException(
                    new Problem(name, 0, "", "expected a template in UTF-8, which cannot be read: " + e.getMessage()));
        }
    }

    private String written(ReleaseNotes notes) {
        return format == Format.SLACK ? SlackNotes.write(notes) + "\n" : MarkdownNotes.write(notes);
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
