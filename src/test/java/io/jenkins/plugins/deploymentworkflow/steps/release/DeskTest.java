package io.jenkins.plugins.deploymentworkflow.steps.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskTest {
    @TempDir
    Path temporary;

    @Test
    void anAnswerIsFoundAgainAndTheDrawerIsNot() throws Exception {
        Map<String, Object> answer = Map.of("merged", List.of("main", "develop"), "pushed", true, "count", 3);
        Path drawer;
        try (Desk desk = Desk.take(temporary)) {
            assertEquals(Optional.empty(), desk.answer("release-1-4"));
            drawer = desk.drawer();
            Files.writeString(drawer.resolve("key"), "of a test");
            desk.keep("release-1-4", answer);
        }
        assertFalse(Files.exists(drawer));
        try (Desk desk = Desk.take(temporary)) {
            assertEquals(Optional.of(answer), desk.answer("release-1-4"));
            assertEquals(Optional.empty(), desk.answer("release-2-4"));
        }
    }

    @Test
    void whatAKilledOneLeftBehindGoesAndSoDoOldAnswers() throws Exception {
        Path place = Files.createDirectories(temporary.resolve("deployment-workflow/drawer1/deep"));
        Files.writeString(place.resolve("key"), "of a test");
        Path old = Files.writeString(temporary.resolve("deployment-workflow/old.json"), "{}");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        Path young = Files.writeString(temporary.resolve("deployment-workflow/young.json"), "{}");
        Desk.take(temporary).close();
        assertFalse(Files.exists(place));
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
    }

    @Test
    void theSecondWaitsForTheFirstAndCanBeInterruptedMeanwhile() throws Exception {
        AtomicBoolean left = new AtomicBoolean();
        CompletableFuture<Boolean> second = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try (Desk desk = Desk.take(temporary)) {
                second.complete(left.get());
            } catch (Exception e) {
                second.completeExceptionally(e);
            }
        });
        CountDownLatch ended = new CountDownLatch(1);
        Thread interrupted = new Thread(() -> {
            assertThrows(InterruptedException.class, () -> Desk.take(temporary));
            ended.countDown();
        });
        try (Desk desk = Desk.take(temporary)) {
            waiting.start();
            interrupted.start();
            interrupted.interrupt();
            assertTrue(ended.await(30, TimeUnit.SECONDS));
            assertFalse(second.isDone());
            left.set(true);
        }
        assertTrue(second.get(30, TimeUnit.SECONDS));
    }
}
