package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.environment.EnvironmentFile;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Artifact;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.operation.OperationRequest;
import io.jenkins.plugins.deploymentworkflow.operation.Operations;
import io.jenkins.plugins.deploymentworkflow.operation.Overriding;
import io.jenkins.plugins.deploymentworkflow.release.current.ChosenVersion;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that carry an operation out have in common. */
abstract class OperationCommand implements Callable<Integer> {
    @Mixin
    CommonOptions common;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    @Parameters(index = "0", paramLabel = "ENV", description = "The environment: config/environment/ENV.yaml.")
    String environment;

    abstract Operation operation();

    String version() {
        return "";
    }

    Optional<String> artifact() {
        return Optional.empty();
    }

    Strategy strategy() {
        return new Strategy();
    }

    /** Why guards are to be gone past; null when they are not. */
    String overriding() {
        return null;
    }

    OperationRequest request() throws InterruptedException {
        EnvironmentFile file = Project.environment(environment);
        ChosenVersion chosen = chosen();
        chosen.why().forEach(line -> System.err.println(PlainText.of(line)));
        Optional<Artifact> artifact = artifact()
                .map(pattern -> pattern.replace("{{version}}", chosen.version()))
                .map(Project::artifact);
        return new OperationRequest(
                operation(),
                file,
                common.variables(),
                common.application(),
                chosen.version(),
                strategy().name,
                new LinkedHashMap<>(strategy().options),
                artifact,
                Project.origin(),
                "",
                chosen.against(),
                override());
    }

    private ChosenVersion chosen() throws InterruptedException {
        return operation().purpose().isPresent()
                ? ChosenVersion.of(
                        Git.in(Project.directory()),
                        version(),
                        operation().purpose().get(),
                        System.getenv())
                : new ChosenVersion(version(), List.of(), List.of());
    }

    private Optional<Event.Override> override() {
        return Optional.ofNullable(overriding()).map(why -> Overriding.of(Workshop.actor(), why, Guards.OPTION));
    }

    @Override
    public Integer call() throws InterruptedException {
        Operations operations = Workshop.operations(common);
        OperationRequest request = request();
        return new Runner(common).run(() -> operations.start(request, Instant.now()));
    }

    /** How a strategy is chosen and tuned on the command line. */
    static final class Strategy {
        @Option(
                names = "--strategy",
                paramLabel = "S",
                defaultValue = "",
                description = "blue-green, canary or rolling, instead of what the environment file says.")
        String name = "";

        @Option(
                names = "--strategy-option",
                paramLabel = "K=V",
                description =
                        "Tunes the strategy with the keys of the environment file, for example steps=5%%,100%%; may"
                                + " be repeated.")
        Map<String, String> options = new LinkedHashMap<>();
    }

    /** How guards are gone past; who may is not known outside Jenkins, and so who did is recorded. */
    static final class Guards {
        static final String OPTION = "--override-guards";

        @Option(
                names = OPTION,
                paramLabel = "REASON",
                description =
                        "Goes past windows, freezes, branch rules and requireStaging. Who did, and why, is recorded.")
        String reason;
    }

    /** What is deployed. */
    static final class Release {
        @Option(
                names = "--version",
                paramLabel = "V",
                required = true,
                description = "The version, as Semantic Versioning 2.0.0 has it; auto for what is checked out.")
        String version;

        @Option(
                names = "--artifact",
                paramLabel = "FILE",
                description =
                        "The file that is deployed: a path or a glob that names one file, with {{version}} for the"
                                + " version. Default: the one that the version was deployed with before.")
        String artifact;
    }
}
