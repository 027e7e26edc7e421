package io.jenkins.plugins.deploymentworkflow.fleet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the processes of instances so that they outlive the fleet, and finds them again.
 *
 * <p>Each writes its own process id before it becomes the application, so that a fleet killed in between finds it. An
 * instance inherits only the few variables below: what else happens to be set where the first command ran, secrets
 * perhaps, is not its business.
 */
final class Spawner {
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_ALL", "TZ", "TMPDIR", "JAVA_HOME");
    private static final long LOG_LIMIT = 10L << 20;
    private static final int TAIL_LINES = 20;
    private static final int TAIL_BYTES = 16 << 10;
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private final StateDirectory directory;

    Spawner(StateDirectory directory) {
        this.directory = directory;
    }

    Process start(Release release, String instance, int port, Map<String, String> secrets) throws IOException {
        Path workingDirectory = Path.of(release.directory());
        if (workingDirectory.equals(directory.release(release.version()))) {
            Files.createDirectories(workingDirectory);
        }
        if (!Files.isDirectory(workingDirectory)) {
            throw new IOException("the directory " + workingDirectory + " does not exist");
        }
        Path log = directory.log(instance);
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling(instance + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Path pidFile = directory.pidFile(instance);
        Files.deleteIfExists(pidFile);
        String command = CommandTemplate.fill(release.command(), release.version(), instance, port, release.artifact());
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", "-c", "echo $$ >\"$0\" && exec " + command, pidFile.toString());
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(release.environment());
        builder.environment().putAll(secrets);
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("DEPLOY_VERSION", release.version());
        builder.environment().put("DEPLOY_INSTANCE", instance);
        release.artifact().ifPresent(file -> builder.environment().put("DEPLOY_ARTIFACT", file));
        return builder.directory(workingDirectory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Where the output of a process that is started now begins. */
    long logSize(String instance) {
        try {
            long size = Files.size(directory.log(instance));
            return size > LOG_LIMIT ? 0 : size;
        } catch (IOException e) {
            return 0;
        }
    }

    /** The living process of an incarnation, also when the fleet was killed before it knew the process id. */
    Optional<ProcessHandle> find(String instance, FleetState.Incarnation incarnation) {
        if (incarnation.pid() > 0) {
            return ProcessHandle.of(incarnation.pid()).filter(Spawner::isAlive).filter(handle -> startOf(handle)
                    .map(start -> Duration.between(start, incarnation.startedAt())
                                    .abs()
                                    .compareTo(CLOCK_TOLERANCE)
                            <= 0)
                    .orElse(false));
        }
        try {
            long pid =
                    Long.parseLong(Files.readString(directory.pidFile(instance)).trim());
            return ProcessHandle.of(pid).filter(Spawner::isAlive).filter(handle -> startOf(handle)
                    .map(start -> start.isAfter(incarnation.startedAt().minus(CLOCK_TOLERANCE)))
                    .orElse(false));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether the process runs; one that has ended and that nobody has asked about yet (a zombie) does not. */
    static boolean isAlive(ProcessHandle handle) {
        if (!handle.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "stat"));
            return !stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return handle.isAlive();
        }
    }

    void forget(String instance) {
        try {
            Files.deleteIfExists(directory.pidFile(instance));
        } catch (IOException e) {
            System.getLogger(Spawner.class.getName())
                    .log(System.Logger.Level.WARNING, "The process id file of " + instance + " stays behind: " + e);
        }
    }

    static Optional<Instant> startOf(ProcessHandle handle) {
        return handle.info().startInstant();
    }

    /**
     * The last lines of an instance's output since {@code from}, with every secret masked; empty when there are none.
     */
    String tail(String instance, long from, Collection<String> secrets) {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.log(instance).toFile(), "r")) {
            long start = Math.max(Math.min(from, file.length()), file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            for (String secret : secrets) {
                text = secret.isBlank() ? text : text.replace(secret, "****");
            }
            List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }
}
