package io.jenkins.plugins.deploymentworkflow.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is gathered of a range is what git lists of it, whatever the history. */
class GatheredHistoryTest {
    @TempDir
    Path root;

    private TestRepository made;

    @BeforeEach
    void make() {
        made = TestRepository.init(root.resolve("a"));
    }

    private List<Commit> list(Range range) throws InterruptedException {
        return new History(made.git()).list(range);
    }

    private static final class Gathered implements Consumer<Commit> {
        final List<Commit> commits = new ArrayList<>();

        @Override
        public void accept(Commit commit) {
            commits.add(commit);
        }
    }

    @Test
    void messagesComeWithoutWho() throws Exception {
        made.commit("feat: one\n\nbody\n");
        made.branch("side").commit("feat: side");
        made.checkout("main").commit("Fix ümlauts");
        made.merge("side", "Merge side");
        Gathered messages = new History(made.git()).gatherMessages(Range.to("HEAD"), Gathered::new);
        Person nobody = new Person("", "");
        assertEquals(
                list(Range.to("HEAD")).stream()
                        .map(one -> new Commit(one.hash(), one.parents(), nobody, one.committed(), one.message()))
                        .toList(),
                messages.commits);
    }

    /** Commits of random parents, merges and several roots among them, made at the times that are given. */
    private void fill(Random random, int commits, IntUnaryOperator time) throws InterruptedException {
        StringBuilder stream = new StringBuilder();
        for (int i = 1; i <= commits; i++) {
            stream.append("commit refs/heads/b").append(i).append("\nmark :").append(i);
            stream.append("\ncommitter A <a@example.org> ")
                    .append(time.applyAsInt(i))
                    .append(" +0000\ndata 2\nc\n");
            int parents = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(2);
            String word = "from";
            for (int parent :
                    random.ints(parents, Math.max(1, i - 6), i + 1).distinct().toArray()) {
                if (parent < i) {
                    stream.append(word).append(" :").append(parent).append('\n');
                    word = "merge";
                }
            }
        }
        assertTrue(made.git()
                .run(List.of("fast-import", "--quiet"), stream.toString())
                .succeeded());
    }

    private void gatheredAreListed(int commits) throws InterruptedException {
        List<String> hashes = made.git().run("rev-parse", "--branches").lines();
        Random random = new Random(5);
        for (int i = 0; i < 30; i++) {
            Range range = Range.to(hashes.get(random.nextInt(commits))).since(hashes.get(random.nextInt(commits)));
            assertTrue(range.isBetweenTwoHashes()
                    || range.to().equals(range.without().get(0)));
            assertEquals(list(range), new History(made.git()).gather(range, Gathered::new).commits, range.toString());
        }
    }

    @Test
    void whatIsGatheredWhileGitWalksIsWhatItLists() throws Exception {
        fill(new Random(1), 150, i -> 1_700_000_000 + 60 * i);
        gatheredAreListed(150);
    }

    @Test
    void commitsOfOneSecondAreGatheredAsTheyAreListed() throws Exception {
        fill(new Random(2), 150, i -> 1_700_000_000 + i / 40);
        gatheredAreListed(150);
    }

    @Test
    void clocksThatGoWrongAreNoticed() throws Exception {
        Random clock = new Random(3);
        fill(
                new Random(4),
                150,
                i -> 1_700_000_000 + 60 * i + (clock.nextInt(5) == 0 ? clock.nextInt(6000) - 3000 : 0));
        gatheredAreListed(150);
    }

    @Test
    void aRangeIsGatheredWithoutTheHistoryBeforeIt() throws Exception {
        StringBuilder stream = new StringBuilder();
        for (int i = 1; i <= 3000; i++) {
            stream.append("commit refs/heads/long\ncommitter A <a@example.org> ")
                    .append(1_700_000_000 + i);
            stream.append(" +0000\ndata 2\nc\n");
        }
        made.git().run(List.of("fast-import", "--quiet"), stream.toString());
        List<String> all = made.git().run("rev-list", "long").lines();
        Frontier frontier = new Frontier(all.get(0), all.get(10));
        int asked = 0;
        for (Commit commit : list(Range.to("long"))) {
            assertEquals(asked < 10, frontier.takes(commit));
            asked++;
            if (frontier.isDone()) {
                break;
            }
        }
        assertTrue(frontier.isCertain());
        assertTrue(asked < 100, () -> "it asked for more than it needs");
        assertEquals(
                all.subList(0, 10),
                new History(made.git())
                        .gather(Range.to(all.get(0)).since(all.get(10)), Gathered::new).commits.stream()
                                .map(Commit::hash)
                                .toList());
    }

    @Test
    void aTagInPlaceOfItsCommitIsGatheredAllTheSame() throws Exception {
        made.commit("feat: one");
        made.git().ask("tag", "-a", "-m", "x", "v1");
        made.commit("feat: two");
        String tag = made.git().ask("rev-parse", "v1");
        Range range = Range.to(made.git().ask("rev-parse", "HEAD")).since(tag);
        assertEquals(1, list(range).size());
        assertEquals(list(range), new History(made.git()).gather(range, Gathered::new).commits);
    }

    @Test
    void aRangeFarFromTheOtherCommitIsLeftToGit() throws Exception {
        String base = made.commit("feat: base");
        StringBuilder stream = new StringBuilder();
        for (int i = 1; i <= 3000; i++) {
            stream.append("commit refs/heads/far\ncommitter A <a@example.org> ").append(1_800_000_000 + i);
            stream.append(" +0000\ndata 2\nc\n").append(i == 1 ? "from " + base + "\n" : "");
        }
        assertTrue(made.git()
                .run(List.of("fast-import", "--quiet"), stream.toString())
                .succeeded());
        String here = made.commit("feat: here");
        String far = made.git().ask("rev-parse", "far");
        Frontier frontier = new Frontier(here, far);
        int asked = 0;
        List<Commit> both = list(Range.to(far));
        while (!frontier.isDone()) {
            frontier.takes(both.get(asked));
            asked++;
        }
        assertTrue(asked < 2500 && !frontier.isCertain());
        Range range = Range.to(here).since(far);
        assertEquals(
                List.of("feat: here"),
                new History(made.git())
                        .gather(range, Gathered::new).commits.stream()
                                .map(Commit::subject)
                                .toList());
    }
}
