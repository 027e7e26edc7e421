package io.jenkins.plugins.deploymentworkflow.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which release is meant, when hosts delete branches that they have merged: it may be open, or only be known by the
 * merge commit of main, or by the branch that brings it back.
 *
 * @param merged its tip as a merge commit of main has it; empty when the branch is still somewhere, or nobody knows it
 */
record Proposed(String branch, String version, Optional<String> merged) {

    static Proposed find(Site site, Remote remote, Kind kind, Optional<String> wanted) throws InterruptedException {
        Releasing releasing = new Releasing(site, remote);
        List<String> open = releasing.open(kind);
        Optional<String> head = site.repository().head().branch().filter(open::contains);
        Optional<String> one = wanted.map(version -> releasing.branch(kind, version))
                .or(() -> head)
                .or(() -> open.size() == 1 ? Optional.of(open.get(0)) : Optional.empty());
        if (one.isPresent() && open.contains(one.get())) {
            return of(releasing, kind, one.get(), Optional.empty());
        }
        if (one.isEmpty() && !open.isEmpty()) {
            throw new ReleaseRefused("several are open: " + Words.list(open) + ". Say which: --version");
        }
        Map<String, Optional<String>> known = new TreeMap<>();
        returning(site, remote, kind).forEach(branch -> known.put(branch, Optional.empty()));
        merged(site, remote, kind).forEach((branch, tip) -> known.put(branch, Optional.of(tip)));
        seen(site, remote, kind).forEach(branch -> known.put(branch, Optional.empty()));
        if (one.isPresent()) {
            return of(releasing, kind, one.get(), known.getOrDefault(one.get(), Optional.empty()));
        }
        if (known.size() == 1) {
            Map.Entry<String, Optional<String>> only =
                    known.entrySet().iterator().next();
            return of(releasing, kind, only.getKey(), only.getValue());
        }
        throw new ReleaseRefused(
                known.isEmpty()
                        ? "no " + kind.word() + " is open. Begin one: " + kind.word()
                                + " start. One that has been finished is named with --version"
                        : "several are under way: " + Words.list(List.copyOf(known.keySet()))
                                + ". Say which: --version");
    }

    private static Proposed of(Releasing releasing, Kind kind, String branch, Optional<String> merged) {
        String version = releasing
                .version(kind, branch)
                .orElseThrow(() -> new ReleaseRefused("the name of the branch " + Words.plain(branch)
                        + " says no version; expected one such as " + releasing.branch(kind, "1.4.0")));
        return new Proposed(branch, version, merged);
    }

    /** The branches of this kind whose way back is not merged yet: the way's first commit says of which branch it is. */
    private static List<String> returning(Site site, Remote remote, Kind kind) throws InterruptedException {
        List<String> ways = remote.heads(BackMerge.PREFIX);
        remote.fetch(site, ways);
        List<String> found = new ArrayList<>();
        String start = kind.prefix(site.branches()) + site.settings().tags().prefix();
        for (String way : ways) {
            String log = site.git()
                    .ask(
                            "log",
                            "--first-parent",
                            "--max-count=50",
                            "--format=%s",
                            remote.head(way).orElseThrow());
            BackMerge.origin(way, log)
                    .filter(branch -> branch.startsWith(start))
                    .ifPresent(found::add);
        }
        return found;
    }

    /** The branches of this kind that the remote had, and that no tag follows yet. */
    private static List<String> seen(Site site, Remote remote, Kind kind) throws InterruptedException {
        String start = kind.prefix(site.branches()) + site.settings().tags().prefix();
        String seen = site.seen("");
        return site.repository().refs(seen).keySet().stream()
                .map(ref -> ref.substring(seen.length()))
                .filter(branch -> branch.startsWith(start))
                .filter(branch -> remote.tag(site.settings().tags().prefix() + branch.substring(start.length()))
                        .isEmpty())
                .toList();
    }

    /** The branches of this kind that a merge commit of main names, and that no tag follows yet. */
    private static Map<String, String> merged(Site site, Remote remote, Kind kind) throws InterruptedException {
        String start = kind.prefix(site.branches()) + site.settings().tags().prefix();
        String main = remote.head(site.branches().main()).orElse("");
        if (main.isEmpty()) {
            return Map.of();
        }
        remote.fetch(site, List.of(site.branches().main()));
        Map<String, String> merged = new TreeMap<>(new Landing(site).named(start, main));
        String prefix = site.settings().tags().prefix();
        merged.keySet()
                .removeIf(branch ->
                        remote.tag(prefix + branch.substring(start.length())).isPresent());
        Drafter drafter = new Drafter(site, what -> {});
        for (String branch : List.copyOf(merged.keySet())) {
            // A name alone can be anybody's; where there are version files, they know better.
            String version = branch.substring(start.length());
            if (!drafter.says(merged.get(branch), version)) {
                merged.remove(branch);
            }
        }
        return merged;
    }
}
