import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the plugin's pages cost on a controller with long histories: the time to the first byte of each, once it has been
 * asked for a few times, and the CPU time of the controller for one request, which says the same on a machine that does
 * other things too. One build has a deployment with many events.
 *
 * <p>Arguments: a directory to work in, the war, a directory of plugins, the plugin, a directory of ledgers whose first
 * environment is {@code env-0} of {@code app-0}, the name of its deployment with many events, and how often each page is
 * asked for.
 */
public final class Pages {
    private static final String UP = "Jenkins is fully up and running";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int WARMING = 60;
    private static final String JOB = "<project><builders/></project>\n";
    private static final String BUILD =
            """
            <build><actions>
            <io.jenkins.plugins.deploymentworkflow.ui.DeploymentAction><deployments>
            <io.jenkins.plugins.deploymentworkflow.ui.DeploymentAction_-Reference>
            <application>app-0</application><environment>env-0</environment><deployment>%s</deployment>
            </io.jenkins.plugins.deploymentworkflow.ui.DeploymentAction_-Reference>
            </deployments></io.jenkins.plugins.deploymentworkflow.ui.DeploymentAction>
            </actions><number>1</number><startTime>1</startTime><result>SUCCESS</result><duration>1</duration></build>
            """;

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        prepare(home, Path.of(arguments[2]), Path.of(arguments[3]), Path.of(arguments[4]), arguments[5]);
        int port = freePort();
        Path log = home.resolve("start.log");
        ProcessBuilder command = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Djava.awt.headless=true",
                "-Dhudson.model.UpdateCenter.never=true",
                "-Djenkins.install.runSetupWizard=false",
                "-jar",
                arguments[1],
                "--httpPort=" + port,
                "--httpListenAddress=127.0.0.1");
        command.environment().put("JENKINS_HOME", home.toString());
        Process controller =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            await(controller, log);
            measure(controller, "http://127.0.0.1:" + port + "/", Integer.parseInt(arguments[6]));
        } finally {
            controller.destroy();
            if (!controller.waitFor(1, TimeUnit.MINUTES)) {
                controller.destroyForcibly();
            }
        }
    }

    private static void prepare(Path home, Path plugins, Path plugin, Path ledgers, String deployment)
            throws IOException {
        Path own = Files.createDirectories(home.resolve("plugins"));
        try (Stream<Path> found = Files.list(plugins)) {
            for (Path each : found.filter(file -> file.toString().endsWith("pi")).toList()) {
                if (!each.getFileName().toString().startsWith("deployment-workflow.")) {
                    Files.copy(each, own.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Files.copy(plugin, own.resolve("deployment-workflow.hpi"), StandardCopyOption.REPLACE_EXISTING);
        Path link = home.resolve("deployment-workflow");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, ledgers.toAbsolutePath());
        Path build = Files.createDirectories(home.resolve("jobs/shop/builds/1"));
        Files.writeString(home.resolve("jobs/shop/config.xml"), JOB);
        Files.writeString(build.resolve("build.xml"), BUILD.formatted(deployment));
        Files.writeString(build.resolve("log"), "");
    }

    private static void await(Process controller, Path log) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (!Files.readString(log, StandardCharsets.ISO_8859_1).contains(UP)) {
            if (!controller.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IOException("the controller did not come up; see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static void measure(Process controller, String root, int times) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        System.out.printf(
                Locale.ROOT, "%-40s %10s %10s %10s %10s %12s%n", "first byte, ms", "min", "median", "max", "CPU", "bytes");
        for (String page : List.of(
                "login",
                "deployments/",
                "deployments/api/json",
                "deployments/application/app-0/environment/env-0/",
                "job/shop/1/",
                "job/shop/1/deployments/")) {
            for (int i = 0; i < WARMING; i++) {
                ask(client, root + page);
            }
            double[] figures = new double[times];
            long before = cpu(controller);
            long bytes = 0;
            for (int i = 0; i < times; i++) {
                long begin = System.nanoTime();
                HttpResponse<InputStream> answer = request(client, root + page);
                figures[i] = (System.nanoTime() - begin) / 1e6;
                bytes = answer.body().readAllBytes().length;
            }
            double each = (cpu(controller) - before) / 1e6 / times;
            Arrays.sort(figures);
            System.out.printf(
                    Locale.ROOT,
                    "%-40s %,10.1f %,10.1f %,10.1f %,10.1f %,12d%n",
                    page,
                    figures[0],
                    figures[times / 2],
                    figures[times - 1],
                    each,
                    bytes);
        }
    }

    private static void ask(HttpClient client, String page) throws IOException, InterruptedException {
        request(client, page).body().readAllBytes();
    }

    private static HttpResponse<InputStream> request(HttpClient client, String page)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                client.send(HttpRequest.newBuilder(URI.create(page)).build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException(page + " answers " + answer.statusCode());
        }
        return answer;
    }

    private static long cpu(Process process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
