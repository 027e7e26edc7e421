package io.jenkins.plugins.deploymentworkflow.steps.release;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Beside a workspace, where one step at a time works on its repository: a drawer for what must be gone afterwards, and
 * the answers of earlier steps.
 */
final class Desk implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> ANSWER = new TypeReference<>() {};
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int PATIENCE = 100;

    private final Path place;
    private final FileChannel lock;
    private final Path drawer;

    private Desk(Path place, FileChannel lock, Path drawer) {
        this.place = place;
        this.lock = lock;
        this.drawer = drawer;
    }

    /** Waits until nobody else is at it. */
    static Desk take(Path temporary) throws IOException, InterruptedException {
        Path place = Files.createDirectories(temporary.resolve("deployment-workflow"));
        FileChannel lock = FileChannel.open(
                place.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            while (!taken(lock)) {
                Thread.sleep(PATIENCE);
            }
            clear(place);
            return new Desk(place, lock, Files.createTempDirectory(place, "drawer"));
        } catch (IOException | InterruptedException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Empty, and only its owner may look into it. */
    Path drawer() {
        return drawer;
    }

    /** What this step has answered; empty when it has not come to its end. */
    Optional<Map<String, Object>> answer(String step) throws IOException {
        Path file = file(step);
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), ANSWER)) : Optional.empty();
    }

    /** @return the answer, as it will be found again */
    Map<String, Object> keep(String step, Map<String, Object> answer) throws IOException {
        Path fresh = drawer.resolve("answer");
        JSON.writeValue(fresh.toFile(), answer);
        Files.move(fresh, file(step), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return answer(step).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            delete(drawer);
        }
    }

    private Path file(String step) {
        return place.resolve(step + ".json");
    }

    private static boolean taken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Drawers that were left open by who was killed, and answers that nobody will ask for again. */
    private static void clear(Path place) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.list(place)) {
            all = found.toList();
        }
        Instant old = Instant.now().minus(KEPT);
        for (Path each : all) {
            String name = each.getFileName().toString();
            if (name.startsWith("drawer")
                    || name.endsWith(".json")
                            && Files.getLastModifiedTime(each).toInstant().isBefore(old)) {
                delete(each);
            }
        }
    }

    private static void delete(Path what) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(what)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.deleteIfExists(each);
        }
    }
}
