package io.jenkins.plugins.deploymentworkflow.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the commit with which main has a release that somebody else merged. A merge, or a move forward, is known by
 * ancestry. Where it was squashed or rebased, a commit counts that has exactly the files that a merge of the release's
 * tip into an earlier commit of main would give; nothing else does, above all no message.
 */
final class Landing {
    /** Of main's own commits that the release has not. */
    private static final int MOST_MERGES = 200;

    private static final int MOST_COMMITS = 5000;

    private final Site site;
    private final ObjectStore objects;

    Landing(Site site) {
        this.site = site;
        this.objects = new ObjectStore(site);
    }

    private record Row(String hash, String tree, String parent) {}

    /**
     * The commits of main's own line that may be it.
     *
     * @return none, one, or several when it cannot be told which
     */
    List<String> of(String tip, String main) throws InterruptedException {
        List<Row> line = line(tip, main);
        if (!site.repository().isAncestor(tip, main)) {
            return alike(tip, line);
        }
        if (line.isEmpty() || line.get(0).parent().equals(tip)) {
            return List.of(tip);
        }
        return List.of(first(tip, line));
    }

    /** What main's own line has that the tip has not, the oldest first. */
    private List<Row> line(String tip, String main) throws InterruptedException {
        List<Row> line = new ArrayList<>();
        for (String row : site.git()
                .run("log", "--first-parent", "--max-count=" + MOST_COMMITS, "--format=%H %T %P", main, "^" + tip, "--")
                .lines()) {
            String[] fields = row.split(" ");
            line.add(0, new Row(fields[0], fields[1], fields.length > 2 ? fields[2] : ""));
        }
        return line;
    }

    /** The first that has it: those before have it not, those after have it all. */
    private String first(String tip, List<Row> line) throws InterruptedException {
        int before = -1;
        int having = line.size() - 1;
        while (having - before > 1) {
            int middle = (before + having) / 2;
            if (site.repository().isAncestor(tip, line.get(middle).hash())) {
                having = middle;
            } else {
                before = middle;
            }
        }
        return line.get(having).hash();
    }

    private List<String> alike(String tip, List<Row> line) throws InterruptedException {
        Map<String, Integer> expected = new HashMap<>();
        for (int i = 0; i < Math.min(line.size(), MOST_MERGES); i++) {
            String before = line.get(i).parent();
            if (!before.isEmpty()) {
                ObjectStore.Merged merged = objects.merge(before, tip);
                boolean brings = !merged.tree()
                        .equals(
                                i == 0
                                        ? objects.treeOf(before)
                                        : line.get(i - 1).tree());
                if (merged.conflicts().isEmpty() && brings) {
                    expected.putIfAbsent(merged.tree(), i);
                }
            }
        }
        List<String> found = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            if (expected.getOrDefault(line.get(i).tree(), line.size()) <= i) {
                found.add(line.get(i).hash());
            }
        }
        return found;
    }

    /**
     * The tips of branches that merge commits of main name, those that hosts and git make of their own accord.
     *
     * @param start what the name of the branch begins with
     * @return the tip by the branch's name, that which was merged last
     */
    Map<String, String> named(String start, String main) throws InterruptedException {
        Pattern name = Pattern.compile("(?:^Merge (?:remote-tracking )?branch '|^Merge pull request #\\d+ from [^ /]+/"
                + "|^Merged in )(?:origin/)?(" + Pattern.quote(start) + "[^ ']+)(?:$|[ '])");
        List<String> arguments = List.of(
                "log",
                "--first-parent",
                "--min-parents=2",
                "--max-parents=2",
                "--max-count=" + MOST_MERGES,
                "--format=%P %s",
                main,
                "--");
        Map<String, String> named = new HashMap<>();
        for (String row : site.git().run(arguments, "").lines()) {
            String[] fields = row.split(" ", 3);
            Matcher matcher = name.matcher(fields[2]);
            if (matcher.find()) {
                named.putIfAbsent(matcher.group(1), fields[1]);
            }
        }
        return named;
    }
}
