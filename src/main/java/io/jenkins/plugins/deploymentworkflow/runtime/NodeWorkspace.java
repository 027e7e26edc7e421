package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.EnvVars;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.util.LogTaskListener;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import io.jenkins.plugins.deploymentworkflow.global.KnownEnvironments;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The workplace of an operation that no build carries out: where an earlier one of the environment had its commands run,
 * or on another node that is configured for that when the first is not there, with the variables of the node and what
 * Jenkins is configured to bind to the environment. It is told in the controller's log.
 */
final class NodeWorkspace implements Workplace {
    /** As Jenkins calls it in the variable {@code NODE_NAME}. */
    private static final String BUILT_IN = "built-in";

    private static final Logger LOGGER = Logger.getLogger(NodeWorkspace.class.getName());

    private final Event.Started earlier;
    private final String actor;
    private final TaskListener log = new LogTaskListener(LOGGER, Level.INFO);
    private final boolean begins;
    private NodeChoice choice;
    private NodePlace place;

    private NodeWorkspace(Event.Started earlier, String actor, boolean begins) {
        this.earlier = earlier;
        this.actor = actor;
        this.begins = begins;
    }

    /** To go on with an operation, whose commands may be under way there. */
    static NodeWorkspace of(Event.Started same, String actor) {
        return new NodeWorkspace(same, actor, false);
    }

    /** To begin another one. */
    static NodeWorkspace after(Event.Started earlier, String actor) {
        return new NodeWorkspace(earlier, actor, true);
    }

    /** Which node and directory it is; the same from the first answer on. */
    synchronized NodeChoice choice() throws IOException, InterruptedException {
        if (choice == null) {
            choice = NodeChoice.of(earlier, begins);
            place = new NodePlace(choice.node(), choice.directory(), log);
        }
        return choice;
    }

    private synchronized NodePlace place() throws IOException, InterruptedException {
        choice();
        return place;
    }

    @Override
    public <T> T use(Use<T> use) throws IOException, InterruptedException {
        return place().use(use);
    }

    /** What is bound to the environment alone when the node is gone for ever. */
    @Override
    public EnvVars environment() throws IOException, InterruptedException {
        EnvVars environment = new EnvVars();
        Optional<Node> node = place().node();
        if (node.isPresent()) {
            Computer computer = node.get().toComputer();
            if (computer == null || computer.getChannel() == null) {
                throw new IOException("the agent '" + choice().node() + "' is offline");
            }
            environment.putAll(computer.getEnvironment());
            environment.overrideAll(computer.buildEnvironment(log));
        }
        environment.put("NODE_NAME", choice().node().isEmpty() ? BUILT_IN : choice().node());
        environment.put("WORKSPACE", choice().directory());
        environment.putAll(bindings().values());
        return environment;
    }

    @Override
    public Variables variables() throws IOException, InterruptedException {
        EnvVars environment = environment();
        Set<String> secret = new HashSet<>(bindings().secret());
        environment.keySet().stream()
                .filter(Variables.ofProcess(environment)::isSecret)
                .forEach(secret::add);
        return Variables.of(environment, secret);
    }

    private KnownEnvironments.Bindings bindings() throws IOException {
        return KnownEnvironments.all(
                earlier.application(), earlier.environment(), earlier.origin().build());
    }

    @Override
    public TaskListener log() {
        return log;
    }

    @Override
    public String actor() {
        return actor;
    }
}
