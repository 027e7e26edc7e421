package io.jenkins.plugins.deploymentworkflow.release.next;

import io.jenkins.plugins.deploymentworkflow.versioning.Reverted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which commits of a range others of it took back. A revert that was itself taken back takes nothing back; that of a
 * merge takes back all that the merge brought.
 */
public final class Reverts {
    private final Collection<Node> nodes;
    private final List<Node> reverting = new ArrayList<>();
    private final Map<String, Node> byHash;

    /** In digits: 40 or 64, by the repository. */
    private int wholeHash;

    /** Made when something needs them: most reverts name a whole hash. */
    private NavigableMap<String, Node> sorted;

    private Map<String, List<Node>> bySubject;
    private final Set<Node> dead = new HashSet<>();
    private final Set<Node> ofReleased = new HashSet<>();

    private Reverts(Collection<Node> nodes) {
        this.nodes = nodes;
        this.byHash = new HashMap<>(2 * nodes.size());
    }

    /** @param nodes the range, newest first */
    public static Reverts among(Collection<Node> nodes) {
        Reverts reverts = new Reverts(nodes);
        for (Node node : nodes) {
            if (node.reverted().isPresent()) {
                reverts.reverting.add(node);
            }
        }
        if (!reverts.reverting.isEmpty()) {
            reverts.wholeHash = reverts.reverting.get(0).hash().length();
            for (Node node : nodes) {
                reverts.byHash.put(node.hash(), node);
            }
            reverts.settle();
        }
        return reverts;
    }

    /** Taken back, by something that was not. */
    public boolean isTakenBack(Node node) {
        return dead.contains(node);
    }

    /** Takes back something that is not in the range: it was released. */
    public boolean takesBackWhatWasReleased(Node node) {
        return ofReleased.contains(node);
    }

    /** Those that nothing takes back are settled first, then what they take back, and so on. */
    private void settle() {
        Map<Node, Set<Node>> targets = new LinkedHashMap<>();
        reverting.forEach(node -> targets.put(node, targets(node)));
        Map<Node, Integer> pending = new HashMap<>();
        targets.values().forEach(set -> set.forEach(target -> pending.merge(target, 1, Integer::sum)));
        Deque<Node> settled = new ArrayDeque<>();
        reverting.stream().filter(node -> !pending.containsKey(node)).forEach(settled::add);
        while (!settled.isEmpty()) {
            Node node = settled.remove();
            boolean alive = !dead.contains(node);
            for (Node target : targets.get(node)) {
                if (alive) {
                    dead.add(target);
                }
                if (pending.merge(target, -1, Integer::sum) == 0 && targets.containsKey(target)) {
                    settled.add(target);
                }
            }
        }
    }

    private Set<Node> targets(Node node) {
        Reverted reverted = node.reverted().orElseThrow();
        Set<Node> targets = new HashSet<>();
        if (reverted.hashes().isEmpty()) {
            Optional<Node> quoted = reverted.subject().flatMap(subject -> quoted(subject, node));
            quoted.ifPresent(target -> targets.addAll(brought(target)));
            if (quoted.isEmpty()) {
                ofReleased.add(node);
            }
        }
        for (String hash : reverted.hashes()) {
            Optional<Node> target = find(hash);
            target.ifPresent(found -> targets.addAll(brought(found)));
            if (target.isEmpty()) {
                ofReleased.add(node);
            }
        }
        targets.remove(node);
        return targets;
    }

    /** An abbreviation that several commits share says nothing. */
    private Optional<Node> find(String hash) {
        Node whole = byHash.get(hash);
        if (whole != null || hash.length() >= wholeHash) {
            return Optional.ofNullable(whole);
        }
        if (sorted == null) {
            sorted = new TreeMap<>(byHash);
        }
        Map<String, Node> found = sorted.subMap(hash, true, hash + "g", false);
        return found.size() == 1 ? Optional.of(found.values().iterator().next()) : Optional.empty();
    }

    /** The newest commit of this first line before the revert. */
    private Optional<Node> quoted(String subject, Node revert) {
        if (bySubject == null) {
            bySubject = bySubject();
        }
        return bySubject.getOrDefault(subject, List.of()).stream()
                .filter(node -> node != revert)
                .findFirst();
    }

    /** Of those alone that something may quote: a long history has many first lines. */
    private Map<String, List<Node>> bySubject() {
        Map<String, List<Node>> found = new HashMap<>();
        for (Node node : reverting) {
            node.reverted().flatMap(Reverted::subject).ifPresent(subject -> found.put(subject, new ArrayList<>()));
        }
        for (Node node : nodes) {
            List<Node> same = found.get(node.subject());
            if (same != null) {
                same.add(node);
            }
        }
        return found;
    }

    /** The commit, and when it is a merge what it brought to its first parent's side. */
    private Set<Node> brought(Node node) {
        Set<Node> brought = new HashSet<>(Set.of(node));
        if (node.isMerge()) {
            Set<Node> before = reachable(node.parents().subList(0, 1), Set.of());
            brought.addAll(reachable(node.parents().subList(1, node.parents().size()), before));
        }
        return brought;
    }

    private Set<Node> reachable(List<String> from, Set<Node> without) {
        Set<Node> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            Node node = byHash.get(open.remove());
            if (node != null && !without.contains(node) && reached.add(node)) {
                open.addAll(node.parents());
            }
        }
        return reached;
    }
}
