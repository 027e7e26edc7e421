package io.jenkins.plugins.deploymentworkflow.release.next;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is run again and again: a command, as a whole process from start to end, or a call within this Java. */
final class Measured {
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Path directory;
    private final Path printed;
    private final String[] command;

    /** Instead of a process. */
    private final Callable<String> call;

    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();
    private long megabytes;
    private String trouble = "";

    Measured(Path directory, String... command) {
        this(directory, null, command);
    }

    private Measured(Path directory, Callable<String> call, String... command) {
        this.directory = directory;
        this.printed = directory.resolveSibling("printed.txt");
        this.call = call;
        this.command = command;
    }

    /** A call, and writing what it returns to a file. */
    static Measured called(String name, Path directory, Callable<String> call) {
        return new Measured(directory, call, name);
    }

    /** The command without its directory. */
    String name() {
        return Path.of(command[0]).getFileName()
                + Stream.of(command).skip(1).map(" "::concat).reduce("", String::concat);
    }

    boolean isKnown() {
        return trouble.isEmpty() && !seconds.isEmpty();
    }

    /** How many times as long it took as another, the median of runs that followed each other. */
    double over(Measured other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(seconds.size(), other.seconds.size()); i++) {
            ratios.add(seconds.get(i) / other.seconds.get(i));
        }
        return median(ratios);
    }

    /** The most that its process had in memory, what it started aside; 0 where Linux does not tell. */
    long megabytes() {
        return megabytes;
    }

    String line() {
        if (call != null) {
            return String.format(Locale.ROOT, "%-62s %8.2f", name(), median(seconds));
        }
        return isKnown()
                ? String.format(Locale.ROOT, "%-62s %8.2f %8.2f %6d", name(), median(seconds), median(cpu), megabytes)
                : String.format("%-62s %s", name(), trouble);
    }

    /** @param counts not the first time, when files are not in memory yet */
    void run(boolean counts) throws Exception {
        if (call != null) {
            long start = System.nanoTime();
            Files.writeString(printed, call.call());
            if (counts) {
                seconds.add((System.nanoTime() - start) / 1e9);
            }
            return;
        }
        if (!command[0].equals("git") && !Files.exists(Path.of(command[0]))) {
            trouble = "not there";
        }
        if (!trouble.isEmpty()) {
            return;
        }
        Path errors = directory.resolveSibling("errors.txt");
        double before = childrenCpu();
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(printed.toFile())
                .redirectError(errors.toFile())
                .start();
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
            megabytes = Math.max(megabytes, megabytes(process.pid()));
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                trouble = "more than " + LONGEST.toSeconds() + " seconds";
                return;
            }
        }
        double took = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            trouble = "failed: " + Files.readString(errors).strip();
        } else if (counts) {
            seconds.add(took);
            cpu.add(childrenCpu() - before);
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static long megabytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0L);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** The processor time of all children that ended, in seconds (proc(5): cutime and cstime, hundredths). */
    private static double childrenCpu() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
        } catch (IOException e) {
            return 0;
        }
    }
}
