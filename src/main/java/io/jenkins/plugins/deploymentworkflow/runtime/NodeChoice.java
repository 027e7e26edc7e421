package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Label;
import hudson.model.Node;
import io.jenkins.plugins.deploymentworkflow.global.ConfiguredEnvironments;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import java.io.IOException;
import java.util.Comparator;
import jenkins.model.Jenkins;

/**
 * Where commands run that no build runs.
 *
 * @param node empty for the controller itself
 * @param directory there
 */
record NodeChoice(String node, String directory) {
    /** Below a node's root; each environment has a directory of its own there. */
    private static final String OWN = "deployment-workplaces";

    /**
     * Where an earlier operation had its commands run, as long as its node is there. Otherwise a node that is configured for
     * the environment, and there a directory of its own.
     *
     * @param insteadOfOffline whether a node that is offline counts as gone, and nothing is to be begun without one; not
     *     when commands may still be under way
     * @throws IOException when no node that is configured is there, or none is configured
     */
    static NodeChoice of(Event.Started earlier, boolean insteadOfOffline) throws IOException, InterruptedException {
        Event.Origin origin = earlier.origin();
        Node there = origin.node().isEmpty() ? Jenkins.get() : Jenkins.get().getNode(origin.node());
        NodeChoice recorded = new NodeChoice(origin.node(), origin.directory());
        if (there != null && (!insteadOfOffline || isOnline(there))) {
            return recorded;
        }
        String label = ConfiguredEnvironments.ofBuild(origin.build())
                .nodeLabel(earlier.application(), earlier.environment());
        if (!label.isEmpty()) {
            return labelled(label, earlier);
        }
        if (insteadOfOffline) {
            throw new IOException(missing(origin.node(), there) + ", and no other node is configured for "
                    + earlier.environment() + " of " + earlier.application() + " (Manage Jenkins, System, nodeLabel)");
        }
        return recorded;
    }

    private static String missing(String node, Node there) {
        return there == null ? "there is no agent '" + node + "' any more" : "the agent '" + node + "' is offline";
    }

    private static NodeChoice labelled(String label, Event.Started earlier) throws IOException, InterruptedException {
        Node node = Label.parseExpression(label).getNodes().stream()
                .filter(NodeChoice::isOnline)
                .min(Comparator.comparing(Node::getNodeName))
                .orElseThrow(() -> new IOException("the agent '" + earlier.origin().node()
                        + "' is not there, and no other one with the label '" + label + "' is online"));
        FilePath root = node.getRootPath();
        if (root == null) {
            throw new IOException("the agent '" + node.getNodeName() + "' is offline");
        }
        FilePath own = root.child(OWN).child(earlier.application()).child(earlier.environment());
        own.mkdirs();
        return new NodeChoice(node.getNodeName(), own.getRemote());
    }

    private static boolean isOnline(Node node) {
        Computer computer = node.toComputer();
        return computer != null && computer.getChannel() != null && !computer.isOffline();
    }
}
