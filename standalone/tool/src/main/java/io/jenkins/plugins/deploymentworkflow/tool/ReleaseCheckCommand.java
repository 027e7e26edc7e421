package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.release.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what breaks the rules of the branches. */
@Command(
        name = "check",
        description =
                "Says what breaks the rules of the branches since the last release. Ends with 1 when something does.",
        sortOptions = false)
final class ReleaseCheckCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Mixin
    private FlowOptions flow;

    @Option(names = "--branch", paramLabel = "B", description = "Only what is about this branch.")
    private String branch;

    @Override
    public Integer call() throws InterruptedException {
        List<Violation> violations = flow.flow().check(Optional.ofNullable(branch));
        if (common.json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("branch", branch);
            document.put("violations", violations);
            Output.json(document);
        } else if (violations.isEmpty()) {
            System.out.println("nothing breaks the rules of the branches");
        } else {
            violations.forEach(one -> System.out.println(
                    one.rule() + ": " + PlainText.of(one.what()) + "; " + PlainText.of(one.wayOut())));
        }
        return violations.isEmpty() ? Main.DONE : Main.FAILED;
    }
}
