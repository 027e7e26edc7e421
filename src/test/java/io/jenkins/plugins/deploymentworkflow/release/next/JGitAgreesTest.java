package io.jenkins.plugins.deploymentworkflow.release.next;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.deploymentworkflow.git.Commit;
import io.jenkins.plugins.deploymentworkflow.git.Range;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.git.Tag;
import io.jenkins.plugins.deploymentworkflow.git.TestRepository;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another implementation of git finds the same tags, ranges and last releases in random histories. */
class JGitAgreesTest {
    private static final int COMMITS = 120;

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void onTagsRangesMessagesAndTheLastRelease(long seed) throws Exception {
        TestRepository made = TestRepository.init(root.resolve("a"));
        Random random = new Random(seed);
        made.git().run(List.of("fast-import", "--quiet"), history(random)).text();
        for (int i = 0; i < 10; i++) {
            made.git(
                    "tag",
                    "-a",
                    "-m",
                    "tag",
                    "v" + random.nextInt(3) + ".0." + (100 + i),
                    "c" + random.nextInt(COMMITS));
        }
        Repository repository = Repository.discover(made.git());
        try (var jgit = new FileRepositoryBuilder()
                        .setGitDir(made.directory().resolve(".git").toFile())
                        .build();
                RevWalk walk = new RevWalk(jgit)) {
            Map<String, String> peeled = peeled(jgit, walk);
            assertEquals(
                    peeled,
                    repository.tags().stream().collect(Collectors.toMap(Tag::name, Tag::commit)),
                    "seed " + seed);
            for (int i = 0; i < 15; i++) {
                String to = peeled.get("c" + random.nextInt(COMMITS));
                String from = peeled.get("c" + random.nextInt(COMMITS));
                assertEquals(
                        between(walk, to, from),
                        describe(repository.history().list(Range.to(to).since(from))),
                        "seed " + seed + ": " + from + ".." + to);
                made.git("checkout", "-q", "--detach", "--force", to);
                assertEquals(
                        lastRelease(walk, peeled, to),
                        NextVersion.of(repository, NextVersionRequest.usual())
                                .last()
                                .map(last -> last.tag().name()),
                        "seed " + seed + ": at " + to);
            }
        }
    }

    /** Some branches beside each other, merged now and then, two parents and three; dates out of order. */
    private static String history(Random random) {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < COMMITS; i++) {
            String message = "fix: number " + i;
            stream.append("commit refs/heads/b\nmark :" + (i + 1) + "\ncommitter A <a@example.org> "
                    + (1_000_000 + 60 * i - random.nextInt(600)) + " +0000\ndata " + message.length() + "\n" + message
                    + "\n");
            Set<Integer> parents = new TreeSet<>(Comparator.reverseOrder());
            int most = random.nextInt(10) == 0 ? 3 : random.nextInt(4) == 0 ? 2 : 1;
            for (int k = 0; k < most && i > 0; k++) {
                parents.add(Math.max(1, i - random.nextInt(8)));
            }
            String word = "from";
            for (int parent : parents) {
                stream.append(word + " :" + parent + "\n");
                word = "merge";
            }
            stream.append("M 100644 inline f" + i % 7 + "\ndata 0\n\n");
            stream.append("reset refs/tags/c" + i + "\nfrom :" + (i + 1) + "\n\n");
            if (random.nextInt(6) == 0) {
                String version = random.nextInt(3) + "." + random.nextInt(5) + "." + i;
                stream.append("reset refs/tags/v" + version + (random.nextInt(4) == 0 ? "-rc.1" : "") + "\nfrom :"
                        + (i + 1) + "\n\n");
            }
        }
        return stream.toString();
    }

    private static Map<String, String> peeled(org.eclipse.jgit.lib.Repository jgit, RevWalk walk) throws IOException {
        Map<String, String> peeled = new HashMap<>();
        for (Ref ref : jgit.getRefDatabase().getRefsByPrefix("refs/tags/")) {
            peeled.put(
                    ref.getName().substring("refs/tags/".length()),
                    walk.parseCommit(ref.getObjectId()).name());
        }
        return peeled;
    }

    private static Set<String> between(RevWalk walk, String to, String from) throws IOException {
        walk.reset();
        walk.markStart(walk.parseCommit(ObjectId.fromString(to)));
        walk.markUninteresting(walk.parseCommit(ObjectId.fromString(from)));
        Set<String> commits = new TreeSet<>();
        for (RevCommit commit : walk) {
            List<String> parents = new ArrayList<>();
            for (RevCommit parent : commit.getParents()) {
                parents.add(parent.name());
            }
            commits.add(commit.name() + parents + commit.getFullMessage().strip() + commit.getCommitTime());
        }
        return commits;
    }

    private static Set<String> describe(List<Commit> commits) {
        return commits.stream()
                .map(commit -> commit.hash()
                        + commit.parents()
                        + commit.message()
                        + commit.committed().getEpochSecond())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> lastRelease(RevWalk walk, Map<String, String> peeled, String head)
            throws IOException {
        RevCommit tip = walk.parseCommit(ObjectId.fromString(head));
        String last = null;
        for (var tag : peeled.entrySet()) {
            Optional<SemanticVersion> version = tag.getKey().startsWith("v")
                    ? SemanticVersion.parse(tag.getKey().substring(1)).filter(one -> !one.isPrerelease())
                    : Optional.empty();
            walk.reset();
            if (version.isPresent()
                    && walk.isMergedInto(walk.parseCommit(ObjectId.fromString(tag.getValue())), tip)
                    && (last == null || version.get().compareTo(SemanticVersion.of(last.substring(1))) > 0)) {
                last = tag.getKey();
            }
        }
        return Optional.ofNullable(last);
    }
}
