package io.jenkins.plugins.deploymentworkflow.release.next;

import io.jenkins.plugins.deploymentworkflow.environment.ReleaseFile;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseSettings;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.release.notes.MarkdownNotes;
import io.jenkins.plugins.deploymentworkflow.release.notes.NotesRequest;
import io.jenkins.plugins.deploymentworkflow.release.notes.ReleaseNotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code bench/versions} runs: measures processes on a {@link LongHistory}, and compares them. */
public final class VersionsBench {
    private static final int RUNS = 5;
    private static final int MOST_MEGABYTES = 256;
    private static final double OF_GIT_LOG = 2;
    private static final double OF_CONVENTIONAL_CHANGELOG = 1 / 5.0;
    private static final double OF_GIT_CLIFF = 1;

    private VersionsBench() {}

    /**
     * Prints a line for each command, then one for each figure that is asked for.
     *
     * @param arguments where to work, how many commits, the tool, the directory of npm's commands
     */
    public static void main(String[] arguments) throws Exception {
        int commits = Integer.parseInt(arguments[1]);
        Path work = Path.of(arguments[0]);
        Path repository = work.resolve("repository-" + commits);
        LongHistory.make(repository, commits);
        String tool = arguments[2];
        Path npm = Path.of(arguments[3]);
        String cliff = npm.resolve("git-cliff").toString();
        String range = LongHistory.SINCE + "..HEAD";
        Measured log = new Measured(repository, "git", "log", range);
        Measured next = new Measured(repository, tool, "version", "next");
        Measured nextJson = new Measured(repository, tool, "version", "next", "--output", "json");
        Measured notes = new Measured(repository, tool, "release", "notes");
        Measured notesJson = new Measured(repository, tool, "release", "notes", "--output", "json");
        Measured bumped = new Measured(repository, cliff, "--bumped-version");
        Measured cliffNotes = new Measured(repository, cliff, range);
        Measured changelog = new Measured(
                repository,
                npm.resolve("conventional-changelog").toString(),
                "-p",
                "conventionalcommits",
                "-u",
                "-r",
                "1",
                "--stdout");
        Measured nextCalled =
                Measured.called("version next, within a running Java", repository, () -> next(repository));
        Measured notesCalled =
                Measured.called("release notes, within a running Java", repository, () -> notes(repository));
        List<Measured> all =
                List.of(log, next, nextJson, notes, notesJson, nextCalled, notesCalled, bumped, cliffNotes, changelog);
        // In turn, so that a busy moment of the machine meets all of them.
        for (int i = 0; i <= RUNS; i++) {
            for (Measured one : all) {
                one.run(i > 0);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d commits since %s, messages of %d bytes on average, %d runs in turn%n",
                commits,
                LongHistory.SINCE,
                averageMessage(repository, range),
                RUNS);
        System.out.printf("%-62s %8s %8s %6s%n", "", "seconds", "CPU", "MB");
        all.forEach(one -> System.out.println(one.line()));
        System.out.println();
        compare(next, log, OF_GIT_LOG);
        compare(nextJson, log, OF_GIT_LOG);
        compare(notes, log, OF_GIT_LOG);
        compare(nextCalled, log, OF_GIT_LOG);
        compare(notesCalled, log, OF_GIT_LOG);
        compare(notes, changelog, OF_CONVENTIONAL_CHANGELOG);
        compare(next, bumped, OF_GIT_CLIFF);
        compare(notes, cliffNotes, OF_GIT_CLIFF);
        for (Measured one : List.of(next, nextJson, notes, notesJson)) {
            say(one.name() + ": " + one.megabytes() + " MB", MOST_MEGABYTES + " MB", one.megabytes() < MOST_MEGABYTES);
        }
    }

    /** As the step does it, in a Java that lives on: that of an agent. */
    private static String next(Path directory) throws InterruptedException {
        Repository repository = Repository.discover(Git.in(directory));
        NextVersionRequest request = NextVersionRequest.usual().with(TagNames.in(repository));
        return String.join("\n", NextVersion.of(repository, request).words(NextVersion.MOST_CAUSES));
    }

    private static String notes(Path directory) throws InterruptedException {
        Repository repository = Repository.discover(Git.in(directory));
        ReleaseSettings settings = ReleaseFile.in(repository.workTree());
        NotesRequest request = NotesRequest.usual().with(TagNames.of(settings));
        return MarkdownNotes.write(ReleaseNotes.of(repository, request, settings));
    }

    private static void compare(Measured one, Measured other, double most) {
        if (one.isKnown() && other.isKnown()) {
            double ratio = one.over(other);
            String told = String.format(Locale.ROOT, "%s: %.2f times %s", one.name(), ratio, other.name());
            say(told, String.format(Locale.ROOT, "%.1f", most), ratio <= most);
        } else {
            System.out.println(one.name() + ": not compared with " + other.name());
        }
    }

    private static void say(String told, String most, boolean met) {
        System.out.println(told + " (at most " + most + "): " + (met ? "met" : "not met"));
    }

    private static long averageMessage(Path repository, String range) throws IOException, InterruptedException {
        Path printed = Files.createTempFile(repository.getParent(), "messages", ".txt");
        List<String> line = new ArrayList<>(List.of("git", "log", "-z", "--format=%B", range));
        Process process = new ProcessBuilder(line)
                .directory(repository.toFile())
                .redirectOutput(printed.toFile())
                .start();
        process.waitFor();
        byte[] bytes = Files.readAllBytes(printed);
        Files.delete(printed);
        int messages = 1;
        for (byte each : bytes) {
            messages += each == 0 ? 1 : 0;
        }
        return bytes.length / messages;
    }
}
