package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.command.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** A tool that starts a command and then waits to be killed. */
final class ShortLivedTool {
    private ShortLivedTool() {}

    public static void main(String[] args) throws InterruptedException {
        Command command = new Command("test", args[3], Map.of(), Duration.parse(args[4]));
        new ProcessCommands(Path.of(args[0]), Path.of(args[1]), UnaryOperator.identity()).start(args[2], command);
        new CountDownLatch(1).await();
    }
}
