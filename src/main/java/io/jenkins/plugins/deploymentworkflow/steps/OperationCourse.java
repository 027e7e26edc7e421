package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Run;
import io.jenkins.plugins.deploymentworkflow.environment.EnvironmentFile;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Artifact;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.operation.EventWords;
import io.jenkins.plugins.deploymentworkflow.operation.Ongoing;
import io.jenkins.plugins.deploymentworkflow.operation.OperationRequest;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.operation.Operations;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.rollout.Next;
import io.jenkins.plugins.deploymentworkflow.rollout.RolloutState;
import io.jenkins.plugins.deploymentworkflow.runtime.AgentFiles;
import io.jenkins.plugins.deploymentworkflow.runtime.Background;
import io.jenkins.plugins.deploymentworkflow.runtime.JenkinsSurroundings;
import io.jenkins.plugins.deploymentworkflow.runtime.KeptCommands;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import io.jenkins.plugins.deploymentworkflow.runtime.StepWorkspace;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Carries one operation of a step to its end, from its beginning or from wherever the ledger says it stands. No thread
 * is held between two ticks, and one tick runs at a time.
 */
final class OperationCourse {
    /** Who wants to know how it goes; called on background threads. */
    interface Watcher {
        /** It is in the ledger now. */
        void begun(String application, String environment) throws IOException, InterruptedException;

        void ended(OperationResult result);

        void failed(Exception reason);
    }

    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** How often something that must not fail may fail in a row, a second apart. */
    private static final int FAILURES = 60;

    private final Background background = new Background();
    private final String deployment;
    private final Wish wish;
    private final StepWorkspace workspace;
    private final Watcher watcher;
    private final Operations operations;
    private final EventWords words;
    private volatile Ledger ledger;
    private volatile Ongoing ongoing;
    private volatile String waiting = "";
    private volatile boolean over;
    private Request abort;
    private long read;
    private long printed;
    private int failures;

    private record Request(String by, String reason) {}

    /** @param printed the last entry of the ledger that the log has already; 0 for none */
    OperationCourse(
            String deployment, Wish wish, StepWorkspace workspace, KeptCommands kept, long printed, Watcher watcher) {
        this.deployment = deployment;
        this.wish = wish;
        this.workspace = workspace;
        this.watcher = watcher;
        this.printed = printed;
        this.words = new EventWords(deployment);
        this.operations =
                new Operations(Ledgers.get().store(), new JenkinsSurroundings(deployment, workspace, kept));
    }

    void begin() {
        background.run(() -> guarded(this::start));
    }

    /** Takes it up after a restart of the controller. */
    void goOn() {
        background.run(() -> guarded(this::takeUp));
    }

    /** Asks for its end; the environment is brought to a safe state first. */
    void abort(String by, String reason) {
        background.run(() -> guarded(() -> {
            synchronized (this) {
                abort = new Request(by, reason);
            }
            askForAbort();
            if (!waiting.isEmpty()) {
                over = true;
                watcher.failed(new AbortException(deployment + " is not finished, and was left as it is: " + waiting));
            }
        }));
    }

    /** The last entry of the ledger that the log has. */
    synchronized long printed() {
        return printed;
    }

    /** What it is doing, in a few words. */
    String status() {
        if (!waiting.isEmpty()) {
            return waiting;
        }
        Ongoing now = ongoing;
        if (now == null) {
            return "planning";
        }
        RolloutState state = now.rollout().state();
        Action action = state.action();
        return action == null ? "planning" : action.name();
    }

    private void start() throws IOException, InterruptedException {
        EnvVars variables = workspace.environment();
        Run<?, ?> run = workspace.run();
        OperationRequest request = workspace.use((directory, launcher) -> {
            AgentFiles files = new AgentFiles(directory);
            EnvironmentFile file = files.environment(wish.environment());
            Optional<Artifact> artifact =
                    wish.artifact().isEmpty() ? Optional.empty() : Optional.of(files.artifact(wish.artifact()));
            return new OperationRequest(
                    wish.operation(),
                    file,
                    workspace.variables(),
                    wish.application().isEmpty() ? BuildOrigin.application(run, variables) : wish.application(),
                    wish.version(),
                    wish.strategy(),
                    wish.strategyOptions(),
                    artifact,
                    BuildOrigin.of(run, variables, directory.getRemote()),
                    deployment);
        });
        takeOver(operations.start(request, Instant.now()));
    }

    private void takeUp() throws IOException, InterruptedException {
        if (over) {
            return;
        }
        try {
            takeUpNow();
        } catch (Refused e) {
            // Somebody else is moving it: the command-line tool, or a process that has just died.
            wait("waiting for another process to end it: " + e.getMessage());
        } catch (IOException e) {
            wait("waiting for the agent: " + e.getMessage());
        } catch (TargetException e) {
            if (++failures >= FAILURES) {
                throw e;
            }
            wait("waiting for the target: " + e.getMessage());
        }
    }

    private void takeUpNow() throws IOException, InterruptedException {
        Optional<LedgerStore.Key> key = Ledgers.get().find(deployment);
        if (key.isEmpty() || !wish.operation().locks() && !hasEnded(key.get())) {
            start();
            return;
        }
        ledger = Ledgers.get().store().ledger(key.get().application(), key.get().environment());
        print();
        if (state().ended() != null) {
            watcher.ended(OperationResult.of(state()));
            return;
        }
        String by = workspace.run().getFullDisplayName();
        takeOver(operations.resume(
                key.get().application(), key.get().environment(), workspace.variables(), by, Instant.now()));
    }

    private void wait(String why) throws IOException, InterruptedException {
        if (waiting.isEmpty()) {
            say(why);
        }
        waiting = why;
        background.run(() -> guarded(this::takeUp), AGAIN);
    }

    private boolean hasEnded(LedgerStore.Key key) {
        ledger = Ledgers.get().store().ledger(key.application(), key.environment());
        return state().ended() != null;
    }

    private void takeOver(Ongoing taken) throws IOException, InterruptedException {
        String application = taken.deployable().application();
        String environment = taken.deployable().environment().name();
        ledger = Ledgers.get().store().ledger(application, environment);
        ongoing = taken;
        waiting = "";
        failures = 0;
        watcher.begun(application, environment);
        for (String warning : taken.warnings()) {
            say("warning: " + warning);
        }
        askForAbort();
        background.run(() -> guarded(this::tick));
    }

    private void tick() throws IOException, InterruptedException {
        Next next;
        try {
            next = ongoing.rollout().advance(Instant.now());
            failures = 0;
        } catch (RuntimeException e) {
            if (++failures >= FAILURES) {
                throw e;
            }
            say("trying again: " + e.getMessage());
            background.run(() -> guarded(this::tick), AGAIN);
            return;
        }
        print();
        if (next instanceof Next.WaitUntil wait) {
            Duration left = Duration.between(Instant.now(), wait.at());
            background.run(() -> guarded(this::tick), left.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : left);
        } else if (next instanceof Next.Lost lost) {
            say(lost.reason());
            background.run(() -> guarded(this::takeUp), AGAIN);
        } else {
            watcher.ended(OperationResult.of(state()));
        }
    }

    private void askForAbort() {
        Request wanted;
        synchronized (this) {
            wanted = abort;
        }
        Ledger known = ledger;
        if (wanted == null || known == null) {
            return;
        }
        RolloutState state = state();
        if (state.abort() == null && state.ended() == null) {
            known.append(
                    new Event.Requested(deployment, Event.Request.ABORT, wanted.by(), wanted.reason()), Instant.now());
        }
    }

    private RolloutState state() {
        return RolloutState.of(deployment, ledger.after(0));
    }

    private synchronized void print() throws IOException, InterruptedException {
        for (Entry entry : ledger.after(read)) {
            read = entry.sequence();
            Optional<String> line = words.of(entry);
            if (line.isPresent() && read > printed) {
                say(line.get());
            }
            printed = Math.max(printed, read);
        }
    }

    private void say(String line) throws IOException, InterruptedException {
        workspace.log().getLogger().println(line);
    }

    private interface Part {
        void run() throws IOException, InterruptedException;
    }

    private void guarded(Part part) {
        try {
            part.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            watcher.failed(e);
        } catch (IOException | RuntimeException e) {
            watcher.failed(e);
        }
    }
}
