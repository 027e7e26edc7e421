package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Node;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Optional;
import jenkins.model.Jenkins;

/** A directory of a node, found by their names, and found anew after a failure: an agent may go and come back. */
public final class NodePlace {
    private final String node;
    private final String path;
    private final TaskListener log;
    private FilePath directory;
    private Launcher launcher;

    /**
     * @param node empty for the controller itself
     * @param log where launchers tell what they do
     */
    public NodePlace(String node, String path, TaskListener log) {
        this.node = node;
        this.path = path;
        this.log = log;
    }

    /** As long as it lasts, reached as a build does. */
    public NodePlace(String node, FilePath directory, Launcher launcher, TaskListener log) {
        this(node, directory.getRemote(), log);
        this.directory = directory;
        this.launcher = launcher;
    }

    /** @throws IOException when the node is gone or away, or what was done there failed */
    public <T> T use(Workplace.Use<T> use) throws IOException, InterruptedException {
        FilePath where;
        Launcher how;
        synchronized (this) {
            if (directory == null) {
                find();
            }
            where = directory;
            how = launcher;
        }
        try {
            return use.with(where, how);
        } catch (IOException | RuntimeException e) {
            forget();
            throw e;
        }
    }

    /** The node; empty when Jenkins has none of that name any more. */
    Optional<Node> node() {
        return Optional.ofNullable(node.isEmpty() ? Jenkins.get() : Jenkins.get().getNode(node));
    }

    private void find() throws IOException {
        Node found = node().orElseThrow(() -> new IOException("there is no agent '" + node + "' any more"));
        FilePath there = found.createPath(path);
        if (there == null) {
            throw new IOException("the agent '" + node + "' is offline");
        }
        launcher = found.createLauncher(log);
        directory = there;
    }

    private synchronized void forget() {
        directory = null;
    }
}
