package io.jenkins.plugins.deploymentworkflow.operation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;

/** Names for deployments that sort by time and do not collide: {@code promote-20261123-142501-3f9a}. */
final class DeploymentIds {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private DeploymentIds() {}

    static String next(Operation operation, Instant now) {
        return operation.word() + "-" + TIME.format(now) + "-"
                + String.format("%04x", ThreadLocalRandom.current().nextInt(0x10000));
    }
}
