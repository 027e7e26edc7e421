package io.jenkins.plugins.deploymentworkflow.tool.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole workflow on a local fleet with live traffic. */
@Command(
        name = "demo",
        description = "Runs the whole workflow on a local fleet with live traffic: three good versions, one for each"
                + " strategy, and one that is taken back by itself. Needs nothing but a JDK.",
        sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
    /** The launcher says where the project is. */
    private static final String HOME = "deployment-workflow.home";

    private static final int ABORTED = 130;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where the demo works and leaves its report. Default: work/demo in the project.")
    private Path directory;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "150",
            description = "Requests per second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty(HOME, "")).toAbsolutePath();
        Path storefront = home.resolve("docs/examples/storefront");
        if (!Files.isRegularFile(storefront.resolve("build.sh"))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected the example application in " + storefront + ", found none; run bin/demo of the project");
        }
        if (rate < 40 || rate > 1000) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected --rate between 40 (fewer do not fill a gate) and 1000, found " + rate);
        }
        Path work = directory == null ? home.resolve("work/demo") : directory.toAbsolutePath();
        Screen screen = new Screen(System.out, System.console() != null);
        try {
            return new Demo(storefront, work, rate, screen).run() ? 0 : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ABORTED;
        }
    }
}
