package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.operation.Ongoing;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.rollout.Next;
import io.jenkins.plugins.deploymentworkflow.verification.JUnitReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Moves one operation to its end and shows how it goes. Ctrl-C aborts it: what was changed is taken back first. */
final class Runner {
    private static final Duration LONGEST_ABORT = Duration.ofMinutes(40);

    private final CommonOptions common;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private Path junit;

    Runner(CommonOptions common) {
        this.common = common;
    }

    /** Also writes the results of the checks there, unless null. */
    Runner reportTo(Path file) {
        junit = file;
        return this;
    }

    int run(Ongoing ongoing) {
        ongoing.warnings().forEach(warning -> System.err.println("warning: " + warning));
        Thread hook = new Thread(this::abortAndWait, "abort");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Next next = move(ongoing);
            if (next instanceof Next.Lost lost) {
                Output.error(common.json(), "lost", lost.reason());
                return Main.FAILED;
            }
            return finish(ongoing);
        } finally {
            ended.countDown();
            if (!interrupted.get()) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private Next move(Ongoing ongoing) {
        try (Progress progress = Progress.of(ongoing, common.ledgers())) {
            boolean asked = false;
            while (true) {
                if (interrupted.get() && !asked) {
                    asked = true;
                    Workshop.operations(common)
                            .ask(
                                    ongoing.deployable().application(),
                                    ongoing.deployable().environment().name(),
                                    Event.Request.ABORT,
                                    Workshop.actor(),
                                    "interrupted",
                                    Instant.now());
                }
                Next next = ongoing.rollout().advance(Instant.now());
                progress.show(Instant.now());
                if (!(next instanceof Next.WaitUntil wait)) {
                    return next;
                }
                pause(Duration.between(Instant.now(), wait.at()));
            }
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(Math.max(1, Math.min(250, duration.toMillis())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int finish(Ongoing ongoing) {
        OperationResult result = ongoing.result();
        if (junit != null) {
            try {
                JUnitReport.write(
                        "smoke " + result.environment(), ongoing.rollout().state().checks(), junit);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the JUnit report " + junit + ": " + e.getMessage(), e);
            }
        }
        if (common.json()) {
            Output.json(Documents.result(ongoing));
        } else {
            if (result.succeeded() && result.operation().equals(Operation.PREPARE.word())) {
                Documents.masked(ongoing).forEach((name, value) -> System.out.println(name + "=" + value));
            }
            System.out.println(Documents.sentence(result));
        }
        return switch (result.outcome()) {
            case "succeeded" -> Main.DONE;
            case "aborted" -> Main.ABORTED;
            default -> Main.FAILED;
        };
    }

    private void abortAndWait() {
        interrupted.set(true);
        try {
            if (ended.await(LONGEST_ABORT.toSeconds(), TimeUnit.SECONDS)) {
                System.out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(Main.ABORTED);
    }
}
