package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.environment.Environment;
import io.jenkins.plugins.deploymentworkflow.environment.EnvironmentFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at environment files. */
@Command(name = "config", description = "Checks and resolves environment files.", mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw Misuse.missingCommand(spec);
    }

    /** Says everything that is wrong with a file. */
    @Command(
            name = "check",
            description = "Says everything that is wrong with an environment file, with line and key.",
            mixinStandardHelpOptions = true)
    int check(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "FILE", description = "The environment file.") Path file) {
        Environment environment = EnvironmentFile.read(file).resolve(common.variables());
        if (common.json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", file.toString());
            document.put("valid", true);
            document.put("environment", environment.name());
            document.put("errors", List.of());
            Output.json(document);
        } else {
            System.out.println(file + ": good, environment " + environment.name());
        }
        return Main.DONE;
    }

    /** Shows a file with everything filled in. */
    @Command(
            name = "resolve",
            description = "Shows an environment file with its placeholders filled and its secrets masked.",
            mixinStandardHelpOptions = true)
    int resolve(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "FILE", description = "The environment file.") Path file) {
        Environment environment = EnvironmentFile.read(file).resolve(common.variables());
        if (common.json()) {
            Output.json(environment.resolved());
        } else {
            Output.document(YamlText.of(environment.resolved()));
        }
        return Main.DONE;
    }
}
