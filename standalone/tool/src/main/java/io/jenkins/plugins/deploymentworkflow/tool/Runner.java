package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.operation.Ongoing;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.rollout.Next;
import io.jenkins.plugins.deploymentworkflow.verification.JUnitReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Moves one operation to its end and shows how it goes. Ctrl-C aborts it: what was changed is taken back first. */
final class Runner {
    /** Taking back ends by itself before that. */
    private static final Duration LONGEST_ABORT = Duration.ofMinutes(40);

    private final CommonOptions common;
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

    /** @param beginning begins the operation, or takes it up again */
    int run(Supplier<Ongoing> beginning) {
        Thread hook = new Thread(this::interrupt, "abort");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Ongoing ongoing = beginning.get();
            ongoing.warnings().forEach(warning -> System.err.println("warning: " + warning));
            Next next = move(ongoing);
            if (next instanceof Next.Lost lost) {
                Output.error(common.json(), "lost", lost.reason());
                return Main.FAILED;
            }
            return finish(ongoing);
        } finally {
            forget(hook);
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
            report(result, ongoing.rollout().state().checks());
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
            case "refused" -> Main.REFUSED;
            default -> Main.FAILED;
        };
    }

    private void report(OperationResult result, List<Event.Check> checks) {
        try {
            JUnitReport.write("smoke " + result.environment(), checks, junit);
        } catch (FileAlreadyExistsException e) {
            throw new UncheckedIOException(
                    "cannot write the JUnit report " + junit + ": " + e.getFile() + " is a file", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the JUnit report " + junit + ": " + e.getMessage(), e);
        }
    }

    /** Ctrl-C: the main thread takes everything back and ends the process then; until that it is kept alive here. */
    private void interrupt() {
        interrupted.set(true);
        try {
            Thread.sleep(LONGEST_ABORT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(Main.ABORTED);
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already; the main thread's end is the end of the process.
            return;
        }
    }
}
