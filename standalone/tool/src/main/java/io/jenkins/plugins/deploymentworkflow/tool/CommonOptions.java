package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.environment.Redactor;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of every command. */
final class CommonOptions {
    enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = "--ledger",
            paramLabel = "DIR",
            defaultValue = ".deployment-workflow",
            description = "Where the ledger is. Default: ${DEFAULT-VALUE} in the current directory.")
    Path ledger;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or json for exactly one JSON document on standard output. Default: ${DEFAULT-VALUE}.")
    Format output;

    @Option(
            names = "--set",
            paramLabel = "K=V",
            description = "A variable for the placeholders of the environment file; may be repeated.")
    Map<String, String> set = new LinkedHashMap<>();

    @Option(
            names = "--application",
            paramLabel = "NAME",
            description = "What the application is called when the environment file does not say. Default: the name of"
                    + " the current directory.")
    String application;

    boolean json() {
        return output == Format.JSON;
    }

    LedgerStore ledgers() {
        return LedgerStore.open(ledger, redactor()::redact);
    }

    Variables variables() {
        return Variables.ofProcess(System.getenv()).withOverrides(set);
    }

    /** Masks every secret that the variables hold, whether a file refers to it or not. */
    Redactor redactor() {
        Variables variables = variables();
        return Redactor.of(variables.secretNames().stream()
                .flatMap(name -> variables.value(name).stream())
                .toList());
    }

    String application() {
        if (application != null) {
            return application;
        }
        Path name = Project.directory().getFileName();
        return name == null ? "application" : name.toString();
    }
}
