package io.jenkins.plugins.deploymentworkflow.operation;

import io.jenkins.plugins.deploymentworkflow.environment.EnvironmentFile;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** What a deployment was begun with, from its first entry in the ledger. */
final class Recorded {
    private Recorded() {}

    /** @throws Refused when the environment file that it began with is not to be had */
    static Deployable deployable(Event.Started started, Variables variables, Surroundings surroundings) {
        Event.Configuration configuration = started.configuration();
        OperationRequest request = new OperationRequest(
                Operation.of(started.operation()),
                file(started, surroundings),
                variables,
                started.application(),
                started.version(),
                configuration.overrides().getOrDefault("strategy", ""),
                Requests.options(configuration.overrides()),
                Optional.ofNullable(started.artifact()),
                started.origin(),
                started.deployment());
        return new Deployable(
                started.application(),
                Requests.resolve(request),
                started.version(),
                started.previousVersion(),
                started.strategy(),
                request.artifact(),
                started.origin().directory());
    }

    /** The ledger's own copy, unless a secret that stood in it in plain text was masked on its way there. */
    static EnvironmentFile file(Event.Started started, Surroundings surroundings) {
        Event.Configuration configuration = started.configuration();
        String wanted = configuration.digest();
        String directory = started.origin().directory();
        if (digest(configuration.text()).equals(wanted)) {
            return EnvironmentFile.of(configuration.file(), configuration.text());
        }
        Optional<String> own = surroundings.environmentFile(directory, configuration.file());
        return own.filter(text -> digest(text).equals(wanted))
                .map(text -> EnvironmentFile.of(configuration.file(), text))
                .orElseThrow(() -> new Refused("deployment " + started.deployment() + " began with another "
                        + configuration.file() + " than is to be had now: expected SHA-256 " + wanted + ", found "
                        + own.map(Recorded::digest).orElse("no such file") + " in " + directory
                        + ". The ledger's copy has a secret masked that the file has in plain text. Put the file back as"
                        + " it was and go on; afterwards write ${NAME} in it in place of the secret"));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
