package io.jenkins.plugins.deploymentworkflow.release.files;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A file of one commit that says the version, with those that follow it, such as the modules of a Maven project. */
public final class VersionFile {
    private final String path;
    private final List<Span> spans;
    private final Tree tree;

    VersionFile(String path, List<Span> spans, Tree tree) {
        this.path = path;
        this.spans = spans;
        this.tree = tree;
    }

    /** From the root of the repository, with {@code /}. */
    public String path() {
        return path;
    }

    /** What it says; not necessarily a version of Semantic Versioning. */
    public String version() {
        return spans.get(0).version();
    }

    /**
     * The same files with another version.
     *
     * @param version in ASCII
     * @return their contents by path; only those that change
     */
    public Map<String, byte[]> with(String version) {
        Map<String, List<Span>> byFile = new TreeMap<>();
        spans.stream()
                .filter(span -> !span.version().equals(version))
                .forEach(span -> byFile.computeIfAbsent(span.file(), file -> new ArrayList<>())
                        .add(span));
        Map<String, byte[]> changed = new LinkedHashMap<>();
        byFile.forEach((file, places) -> changed.put(
                file, with(version.getBytes(StandardCharsets.US_ASCII), tree.read(file).orElseThrow(), places)));
        return changed;
    }

    private static byte[] with(byte[] version, byte[] content, List<Span> places) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + version.length);
        int from = 0;
        for (Span place :
                places.stream().sorted(Comparator.comparingInt(Span::start)).toList()) {
            out.write(content, from, place.start() - from);
            out.writeBytes(version);
            from = place.end();
        }
        out.write(content, from, content.length - from);
        return out.toByteArray();
    }
}
