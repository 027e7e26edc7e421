package io.jenkins.plugins.deploymentworkflow.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The branches and tags of the remote as they are there now; none at all when nothing is to be pushed. */
final class Remote {
    private final Map<String, String> refs;

    private Remote(Map<String, String> refs) {
        this.refs = refs;
    }

    static Remote none() {
        return new Remote(Map.of());
    }

    /** Asks the remote. */
    static Remote ask(Site site) throws InterruptedException {
        Map<String, String> refs = new LinkedHashMap<>();
        site.git()
                .run(
                        "ls-remote",
                        "--quiet",
                        "--",
                        site.settings().remote(),
                        Site.head(site.branches().main()),
                        Site.head(site.branches().develop()),
                        Site.head(site.branches().release()) + "*",
                        Site.head(site.branches().hotfix()) + "*",
                        Site.head(BackMerge.PREFIX) + "*",
                        Site.tag(site.settings().tags().prefix()) + "*")
                .lines()
                .forEach(line -> {
                    int tab = line.indexOf('\t');
                    refs.put(line.substring(tab + 1), line.substring(0, tab));
                });
        return new Remote(refs);
    }

    /** Brings the commits of these branches here, those of which the remote has none aside, and no tags. */
    void fetch(Site site, List<String> branches) throws InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--"));
        arguments.add(site.settings().remote());
        branches.stream()
                .filter(branch -> head(branch).isPresent())
                .forEach(branch -> arguments.add("+" + Site.head(branch) + ":" + site.seen(branch)));
        if (arguments.size() > 6) {
            site.git().run(arguments, "").text();
        }
    }

    /** Brings the tags of releases here that are not here yet; those that differ stay as they are. */
    static void fetchTags(Site site) throws InterruptedException {
        if (site.settings().push()) {
            String tags = Site.tag(site.settings().tags().prefix()) + "*";
            site.git()
                    .run(
                            "fetch",
                            "--quiet",
                            "--no-tags",
                            "--no-write-fetch-head",
                            "--",
                            site.settings().remote(),
                            tags + ":" + tags);
        }
    }

    Optional<String> head(String branch) {
        return Optional.ofNullable(refs.get(Site.head(branch)));
    }

    /** The hash of the tag itself, which is not that of the commit when it is annotated. */
    Optional<String> tag(String name) {
        return Optional.ofNullable(refs.get(Site.tag(name)));
    }

    /** The commit that a tag leads to. */
    Optional<String> tagged(String name) {
        return Optional.ofNullable(refs.get(Site.tag(name) + "^{}")).or(() -> tag(name));
    }

    List<String> tags() {
        return refs.keySet().stream()
                .filter(ref -> ref.startsWith("refs/tags/") && !ref.endsWith("^{}"))
                .map(ref -> ref.substring("refs/tags/".length()))
                .toList();
    }

    List<String> heads(String prefix) {
        return refs.keySet().stream()
                .filter(ref -> ref.startsWith(Site.head(prefix)))
                .map(ref -> ref.substring("refs/heads/".length()))
                .toList();
    }
}
