package io.jenkins.plugins.deploymentworkflow.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings;
import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings.Probe;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Check;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Time is a number here: attempts, retries and limits as the clock goes. */
class CheckRunTest {
    private final List<Scripted> begun = new ArrayList<>();

    /** An attempt that ends when the test says so. */
    private static final class Scripted implements Attempt {
        private ProbeResult result;
        private boolean cancelled;
        private boolean obeys = true;

        @Override
        public Optional<ProbeResult> poll() {
            return Optional.ofNullable(result);
        }

        @Override
        public void cancel() {
            cancelled = true;
            if (obeys) {
                result = ProbeResult.failed(Duration.ZERO, "cancelled");
            }
        }

        void pass() {
            result = ProbeResult.passed(Duration.ofMillis(7));
        }

        void fail() {
            result = ProbeResult.failed(Duration.ofMillis(9), "no good");
        }
    }

    @Test
    void noMoreThanTheBoundRunAtOnceAndTheNextBeginsWhenOneEnds() {
        CheckRun run = run(10, 8, 0, Duration.ofHours(1));
        run.advance(0);
        assertEquals(8, begun.size());
        run.advance(seconds(1));
        assertEquals(8, begun.size());
        begun.get(3).pass();
        run.advance(seconds(2));
        run.advance(seconds(3));
        assertEquals(9, begun.size());
    }

    @Test
    void aFailedAttemptIsRepeatedAfterItsDelay() {
        CheckRun run = run(1, 8, 2, Duration.ofHours(1));
        run.advance(0);
        begun.get(0).fail();
        run.advance(seconds(1));
        run.advance(seconds(5));
        assertEquals(1, begun.size(), "ten seconds lie between attempts");
        run.advance(seconds(11));
        assertEquals(2, begun.size());
        begun.get(1).pass();
        assertInstanceOf(Progress.Done.class, run.advance(seconds(12)));
        assertEquals(List.of(new Check("test 0", true, 7, 2, "")), run.results());
    }

    @Test
    void afterTheLastRetryTheTestHasFailed() {
        CheckRun run = run(1, 8, 1, Duration.ofHours(1));
        for (int i = 0; i < 2; i++) {
            run.advance(seconds(20 * i));
            begun.get(i).fail();
            run.advance(seconds(20 * i + 1));
        }
        assertInstanceOf(Progress.Failed.class, run.advance(seconds(60)));
        assertEquals(List.of(new Check("test 0", false, 9, 2, "no good")), run.results());
        assertEquals(2, begun.size());
    }

    @Test
    void anAttemptThatTakesTooLongIsCancelledAndRepeated() {
        CheckRun run = run(1, 8, 1, Duration.ofHours(1));
        run.advance(0);
        run.advance(seconds(30));
        assertFalse(begun.get(0).cancelled, "thirty seconds are its time");
        run.advance(seconds(31));
        assertTrue(begun.get(0).cancelled);
        run.advance(seconds(42));
        begun.get(1).pass();
        assertInstanceOf(Progress.Done.class, run.advance(seconds(43)));
    }

    @Test
    void anAttemptThatDoesNotObeyIsWaitedForAWhileBeforeTheNext() {
        CheckRun run = run(1, 8, 1, Duration.ofHours(1));
        run.advance(0);
        begun.get(0).obeys = false;
        run.advance(seconds(31));
        run.advance(seconds(40));
        run.advance(seconds(41));
        assertEquals(1, begun.size(), "the first one still runs");
        run.advance(seconds(42));
        run.advance(seconds(53));
        assertEquals(2, begun.size());
    }

    @Test
    void allTogetherHaveTheirTimeToo() {
        CheckRun run = run(10, 8, 100, Duration.ofSeconds(20));
        run.advance(0);
        begun.get(0).pass();
        run.advance(seconds(19));
        assertInstanceOf(Progress.Failed.class, run.advance(seconds(21)));
        assertTrue(begun.stream().skip(1).allMatch(attempt -> attempt.cancelled));
        List<Check> results = run.results();
        assertEquals(10, results.size());
        assertTrue(results.get(0).passed());
        assertTrue(results.get(1).message().contains("20s"), results.get(1).message());
        assertEquals(0, results.get(9).attempts());
    }

    @Test
    void whatIsStoppedHasEndedWhenItsAttemptsHave() {
        CheckRun run = run(2, 8, 5, Duration.ofHours(1));
        run.advance(0);
        begun.get(0).obeys = false;
        run.stop("stopped before it ended", seconds(1));
        assertInstanceOf(Progress.Running.class, run.advance(seconds(2)));
        assertEquals("stopped before it ended", run.results().get(0).message());
        begun.get(0).fail();
        assertInstanceOf(Progress.Failed.class, run.advance(seconds(3)));
        assertEquals(2, begun.size(), "nothing is begun any more");
    }

    @Test
    void resultsAreGivenWhenAllHaveEnded() {
        CheckRun run = run(2, 8, 0, Duration.ofHours(1));
        run.advance(0);
        begun.get(0).pass();
        assertEquals(new Progress.Running("1 of 2 checks ended"), run.advance(seconds(1)));
        assertEquals(List.of(), run.results());
        begun.get(1).pass();
        assertEquals(new Progress.Done("2 of 2 checks passed"), run.advance(seconds(2)));
        assertEquals(2, run.results().size());
    }

    private CheckRun run(int tests, int atOnce, int retries, Duration timeout) {
        List<RunningCheck> checks = IntStream.range(0, tests)
                .mapToObj(i -> new RunningCheck(
                        new SmokeTestSettings(
                                "test " + i,
                                new Probe.Command("true"),
                                retries,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(30)),
                        n -> begin(),
                        n -> false,
                        Verification.redact()))
                .toList();
        return new CheckRun(checks, atOnce, timeout, 0);
    }

    private Attempt begin() {
        begun.add(new Scripted());
        return begun.get(begun.size() - 1);
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
