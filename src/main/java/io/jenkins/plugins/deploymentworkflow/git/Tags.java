package io.jenkins.plugins.deploymentworkflow.git;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads all tags with one git, and those that tag a tag with one more. */
final class Tags {
    private static final String FORMAT =
            "--format=%(refname)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)";
    private static final int PREFIX = "refs/tags/".length();

    private final Git git;

    Tags(Git git) {
        this.git = git;
    }

    /** @param merged when given, only tags of commits that led to this one */
    List<Tag> read(Optional<String> merged) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("for-each-ref", FORMAT));
        merged.ifPresent(commit -> arguments.add("--merged=" + commit));
        arguments.add("refs/tags/");
        List<Tag> tags = new ArrayList<>();
        List<String> nested = new ArrayList<>();
        git.run(arguments, "").lines().forEach(line -> {
            String[] fields = Arrays.copyOf(line.split("\0", -1), 5);
            String name = fields[0].substring(PREFIX);
            if (fields[1].equals("commit")) {
                tags.add(new Tag(name, fields[2], false));
            } else if ("commit".equals(fields[3])) {
                tags.add(new Tag(name, fields[4], true));
            } else if ("tag".equals(fields[3])) {
                nested.add(name);
            }
        });
        if (!nested.isEmpty()) {
            tags.addAll(peeled(nested));
        }
        return tags;
    }

    private List<Tag> peeled(List<String> names) throws InterruptedException {
        StringBuilder input = new StringBuilder();
        names.forEach(name -> input.append("refs/tags/").append(name).append("^{commit}\n"));
        List<String> lines = git.run(List.of("cat-file", "--batch-check=%(objectname) %(objecttype)"), input.toString())
                .lines();
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(" ");
            if (fields.length == 2 && fields[1].equals("commit")) {
                tags.add(new Tag(names.get(i), fields[0], true));
            }
        }
        return tags;
    }
}
