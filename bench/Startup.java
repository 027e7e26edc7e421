import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a controller's start costs more because the plugin is there: starts two controllers in turn that differ in the
 * plugin alone, and prints their figures, the differences pair by pair, and what the controller itself says it spent on the
 * plugin. CPU time is of the whole process, so that it says the same on a machine that does other things too.
 *
 * <p>Arguments: a directory to work in, the war, a directory of plugins, the plugin, how many pairs, and a directory of
 * ledgers that the controller is to have (may be absent).
 */
public final class Startup {
    private static final Pattern TOOK = Pattern.compile("Took (\\d+)ms for (.*?)(?: by .*)?$");
    private static final Pattern OURS =
            Pattern.compile("deployment.?workflow", Pattern.CASE_INSENSITIVE);
    private static final String UP = "Jenkins is fully up and running";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Within it the first periodic work is done. */
    private static final Duration SETTLING = Duration.ofSeconds(15);

    private record Run(double wall, double cpu, double settled, long classes, Map<String, Integer> took) {}

    private final Path war;

    private Startup(Path war) {
        this.war = war;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path work = Path.of(arguments[0]);
        Path plugins = Path.of(arguments[2]);
        Path plugin = Path.of(arguments[3]);
        int pairs = Integer.parseInt(arguments[4]);
        Startup startup = new Startup(Path.of(arguments[1]));
        Path without = home(work.resolve("without"), plugins);
        Path with = home(work.resolve("with"), plugins);
        Files.copy(
                plugin,
                with.resolve("plugins").resolve("deployment-workflow.hpi"),
                StandardCopyOption.REPLACE_EXISTING);
        Path ledgers = with.resolve("deployment-workflow");
        if (Files.isSymbolicLink(ledgers)) {
            Files.delete(ledgers);
        }
        if (arguments.length > 5) {
            Files.createSymbolicLink(ledgers, Path.of(arguments[5]).toAbsolutePath());
        }
        startup.start(without);
        startup.start(with);
        List<Run> bare = new ArrayList<>();
        List<Run> full = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            // Alternately first, so that a machine that gets slower or faster favours neither.
            for (boolean plugged : pair % 2 == 0 ? new boolean[] {false, true} : new boolean[] {true, false}) {
                (plugged ? full : bare).add(startup.start(plugged ? with : without));
            }
            System.err.printf(Locale.ROOT, "pair %d of %d%n", pair + 1, pairs);
        }
        print(bare, full);
    }

    private static Path home(Path home, Path plugins) throws IOException {
        Path own = Files.createDirectories(home.resolve("plugins"));
        try (Stream<Path> found = Files.list(plugins)) {
            for (Path each : found.filter(file -> file.toString().endsWith("pi")).toList()) {
                String name = each.getFileName().toString();
                if (!name.startsWith("deployment-workflow.")) {
                    Files.copy(each, own.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return home;
    }

    /** One start of a controller, until it says that it is up, and a while longer. */
    private Run start(Path home) throws IOException, InterruptedException {
        Path classes = home.resolve("classes.log");
        Path log = home.resolve("start.log");
        Files.deleteIfExists(classes);
        ProcessBuilder command = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Djava.awt.headless=true",
                "-Dhudson.model.UpdateCenter.never=true",
                "-Djenkins.install.runSetupWizard=false",
                "-Djenkins.model.Jenkins.logStartupPerformance=true",
                "-Xlog:class+load:file=" + classes + ":uptime",
                "-jar",
                war.toString(),
                "--httpPort=" + freePort(),
                "--httpListenAddress=127.0.0.1");
        command.environment().put("JENKINS_HOME", home.toString());
        long begin = System.nanoTime();
        Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            while (!Files.readString(log, StandardCharsets.ISO_8859_1).contains(UP)) {
                if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new IOException("the controller did not come up; see " + log);
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
            double wall = (System.nanoTime() - begin) / 1e6;
            double cpu = cpu(process);
            long loaded = ours(classes);
            TimeUnit.NANOSECONDS.sleep(SETTLING.toNanos());
            return new Run(wall, cpu, cpu(process), loaded, took(log));
        } finally {
            process.destroy();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static double cpu(Process process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e6;
    }

    private static long ours(Path classes) throws IOException {
        try (Stream<String> lines = Files.lines(classes, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(" io.jenkins.plugins.deploymentworkflow."))
                    .count();
        }
    }

    /** What the controller says that its tasks took which name the plugin, in ms. */
    private static Map<String, Integer> took(Path log) throws IOException {
        Map<String, Integer> took = new TreeMap<>();
        for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
            Matcher found = TOOK.matcher(line);
            if (found.find() && OURS.matcher(found.group(2)).find()) {
                took.merge(found.group(2).replaceAll("/\\S*/", ""), Integer.parseInt(found.group(1)), Integer::sum);
            }
        }
        return took;
    }

    private static void print(List<Run> bare, List<Run> full) {
        System.out.printf(Locale.ROOT, "%-44s %10s %10s %10s%n", "", "min", "median", "max");
        line("up without the plugin, ms", bare, Run::wall);
        line("up with the plugin, ms", full, Run::wall);
        line("CPU until up without, ms", bare, Run::cpu);
        line("CPU until up with, ms", full, Run::cpu);
        line("CPU 15 s later without, ms", bare, Run::settled);
        line("CPU 15 s later with, ms", full, Run::settled);
        differences("more until up, ms", bare, full, Run::wall);
        differences("more CPU until up, ms", bare, full, Run::cpu);
        differences("more CPU 15 s later, ms", bare, full, Run::settled);
        line("classes of the plugin loaded until up", full, Run::classes);
        for (String task : full.get(0).took().keySet()) {
            line(task + ", ms", full, run -> run.took().getOrDefault(task, 0));
        }
    }

    private static void line(String what, List<Run> runs, ToDoubleFunction<Run> figure) {
        line(what, runs.stream().mapToDouble(figure).toArray());
    }

    private static void differences(String what, List<Run> bare, List<Run> full, ToDoubleFunction<Run> figure) {
        double[] differences = new double[bare.size()];
        for (int pair = 0; pair < differences.length; pair++) {
            differences[pair] = figure.applyAsDouble(full.get(pair)) - figure.applyAsDouble(bare.get(pair));
        }
        line(what, differences);
    }

    private static void line(String what, double[] figures) {
        Arrays.sort(figures);
        double median = (figures[(figures.length - 1) / 2] + figures[figures.length / 2]) / 2;
        System.out.printf(
                Locale.ROOT, "%-44s %,10.0f %,10.0f %,10.0f%n", what, figures[0], median, figures[figures.length - 1]);
    }
}
