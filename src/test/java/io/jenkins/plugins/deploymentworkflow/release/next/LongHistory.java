package io.jenkins.plugins.deploymentworkflow.release.next;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made repository with a long history, the same each time: branches and merges, some hundred people, and messages as
 * long as those of projects at large (Jenkins and its parts have 120 to 520 bytes on average, with a body in every second
 * one).
 */
final class LongHistory {
    static final String SINCE = "v1.0.0";

    private static final List<String> TYPES =
            List.of("feat", "fix", "fix", "fix", "chore", "docs", "refactor", "test", "perf", "ci", "build");
    private static final List<String> SCOPES = List.of("", "", "(api)", "(basket)", "(search)", "(payment)");
    private static final List<String> WORDS = List.of(
            ("the a basket order price of customer when is not no longer shown because two requests at once could"
                            + " take last item which nobody expected so that search finds products in other languages"
                            + " before checkout and after payment it was computed from `cart_items` without tax see also"
                            + " https://shop.example.org/help (again) only if page had been opened twice by same user")
                    .split(" "));
    private static final int PEOPLE = 400;
    private static final int LINE = 68;

    private final Random random = new Random(42);
    private final Path directory;
    private final List<String> subjects = new ArrayList<>();
    private long seconds = 1_600_000_000L;

    private LongHistory(Path directory) {
        this.directory = directory;
    }

    /** Makes it where it is not there yet, which takes a while. */
    static void make(Path directory, int commits) throws IOException, InterruptedException {
        Path made = directory.resolveSibling("made-" + directory.getFileName());
        if (!Files.exists(made)) {
            Files.createDirectories(directory);
            new LongHistory(directory).make(commits);
            Files.createFile(made);
        }
    }

    private void make(int commits) throws IOException, InterruptedException {
        git("init", "-q", "-b", "main").waitFor();
        Process process = git("fast-import", "--quiet", "--force");
        try (BufferedWriter stream = process.outputWriter(StandardCharsets.UTF_8)) {
            write(commits, stream);
            stream.write("reset refs/tags/" + SINCE + "\nfrom :1\n\n");
        }
        requireDone(process, "fast-import");
        // One pack, as a clone has it.
        requireDone(git("repack", "-a", "-d", "-q"), "repack");
        Files.writeString(directory.resolve("package.json"), "{\"name\": \"storefront\", \"version\": \"1.0.0\"}\n");
    }

    private void write(int commits, BufferedWriter stream) throws IOException {
        stream.write(commit(0, "chore: begin\n", 0, 0));
        int tip = 1;
        int next = 1;
        while (next <= commits) {
            int branched = random.nextInt(10) == 0 ? 1 + random.nextInt(5) : 0;
            if (branched == 0 || next + branched >= commits) {
                stream.write(commit(next, message(next), tip, 0));
                tip = ++next;
                continue;
            }
            int branch = tip;
            for (int i = 0; i < branched; i++) {
                stream.write(commit(next, message(next), branch, 0));
                branch = ++next;
            }
            stream.write(commit(next, "Merge pull request #" + next + " from shop/part-" + next + "\n", tip, branch));
            tip = ++next;
        }
    }

    private String message(int i) {
        if (i > 1 && random.nextInt(300) == 0) {
            return "Revert \"" + subjects.get(random.nextInt(subjects.size())) + "\"\n\nIt was too slow.\n";
        }
        String subject = TYPES.get(random.nextInt(TYPES.size())) + SCOPES.get(random.nextInt(SCOPES.size())) + ": "
                + words(20 + random.nextInt(30)).replace('\n', ' ') + (random.nextBoolean() ? " (#" + i + ")" : "");
        subjects.add(subject);
        StringBuilder message = new StringBuilder(subject).append('\n');
        for (int more = random.nextInt(2); more > 0; more = random.nextInt(5) / 2) {
            message.append('\n').append(words(60 + random.nextInt(300))).append(".\n");
        }
        if (random.nextInt(5) == 0) {
            message.append("\nCloses #").append(i).append("\nCo-authored-by: ").append(person(random.nextInt(PEOPLE)));
            message.append('\n');
        }
        if (random.nextInt(500) == 0) {
            message.append("\nBREAKING CHANGE: part ").append(i).append(" is gone\n");
        }
        return message.toString();
    }

    /** In lines that are as long as those of people. */
    private String words(int length) {
        StringBuilder text = new StringBuilder();
        int line = 0;
        while (text.length() < length) {
            String word = WORDS.get(random.nextInt(WORDS.size()));
            boolean full = line + word.length() > LINE;
            text.append(text.isEmpty() ? "" : full ? "\n" : " ").append(word);
            line = full ? word.length() : line + word.length() + 1;
        }
        return text.toString();
    }

    private String commit(int i, String message, int from, int merged) {
        seconds += 30 + random.nextInt(4000);
        int author = random.nextInt(random.nextInt(PEOPLE) + 1);
        String committer = random.nextInt(3) == 0 ? "The Host <noreply@shop.example.org>" : person(author);
        String text = "change " + i + "\n";
        return "commit refs/heads/main\nmark :" + (i + 1)
                + "\nauthor " + person(author) + " " + (seconds - random.nextInt(90_000)) + " +0200"
                + "\ncommitter " + committer + " " + seconds + " +0000"
                + "\ndata " + message.length() + "\n" + message + "\n"
                + (from > 0 ? "from :" + from + "\n" : "")
                + (merged > 0 ? "merge :" + merged + "\n" : "")
                + "M 100644 inline part" + i % 40 + "/file" + i % 900 + ".txt\ndata " + text.length() + "\n" + text
                + "\n";
    }

    private static String person(int number) {
        return "Person " + number + " <person" + number + "@example.org>";
    }

    private static void requireDone(Process process, String what) throws InterruptedException {
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git " + what + " failed");
        }
    }

    private Process git(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("git"));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
