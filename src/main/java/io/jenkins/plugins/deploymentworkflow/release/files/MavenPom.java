package io.jenkins.plugins.deploymentworkflow.release.files;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code pom.xml}: the project's version, or the property that is the whole of it, such as {@code ${revision}}. In the
 * modules below it, the same version of the parent and of the module itself follows.
 */
final class MavenPom implements Format {
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([A-Za-z0-9._-]+)}");
    /** More modules than any build has. */
    private static final int MOST_MODULES = 2000;

    @Override
    public List<Span> spans(Source source, Tree tree) throws NoVersion {
        List<XmlText.Leaf> leaves = XmlText.leaves(source);
        if (leaves.stream().noneMatch(leaf -> leaf.path().startsWith("/project/"))) {
            throw source.none(1, "expected a <project> of Maven, found something else");
        }
        XmlText.Leaf version = only(leaves, "/project/version")
                .orElseThrow(() -> source.none(
                        0, "expected <version> in <project>, found none; a version from elsewhere is set there"));
        Matcher property = PROPERTY.matcher(text(source, version));
        if (property.matches()) {
            XmlText.Leaf value = only(leaves, "/project/properties/" + property.group(1))
                    .orElseThrow(() -> source.none(
                            source.line(version.start()),
                            "the version is " + property.group() + ", and <properties> does not say that"));
            return List.of(source.span(value.start(), value.end()));
        }
        Span own = source.span(version.start(), version.end());
        if (own.version().contains("${") || own.version().isEmpty()) {
            throw source.none(
                    source.line(version.start()), "expected a version in <project>, found '" + own.version() + "'");
        }
        List<Span> spans = new ArrayList<>(List.of(own));
        modules(source, leaves, own.version(), tree, spans);
        return spans;
    }

    private static void modules(
            Source root, List<XmlText.Leaf> rootLeaves, String version, Tree tree, List<Span> spans) {
        Set<String> seen = new HashSet<>(Set.of(root.file()));
        Deque<String> ahead = new ArrayDeque<>(moduleFiles(root, rootLeaves, tree));
        while (!ahead.isEmpty()) {
            String file = ahead.remove();
            if (!seen.add(file)) {
                continue;
            }
            if (seen.size() > MOST_MODULES) {
                throw root.wrong(0, "expected at most " + MOST_MODULES + " modules, found more");
            }
            Source module = Source.of(file, tree.read(file).orElseThrow());
            List<XmlText.Leaf> leaves = XmlText.leaves(module);
            for (String path : List.of("/project/parent/version", "/project/version")) {
                only(leaves, path)
                        .filter(leaf -> text(module, leaf).equals(version))
                        .ifPresent(leaf -> spans.add(module.span(leaf.start(), leaf.end())));
            }
            ahead.addAll(moduleFiles(module, leaves, tree));
        }
    }

    /** A module is named by its directory or by its file; those of profiles count as well. */
    private static List<String> moduleFiles(Source source, List<XmlText.Leaf> leaves, Tree tree) {
        List<String> files = new ArrayList<>();
        for (XmlText.Leaf leaf : leaves) {
            boolean module = leaf.path().matches("/project(/profiles/profile)?/(modules/module|subprojects/subproject)");
            Optional<String> path = module ? inRepository(source.file(), text(source, leaf)) : Optional.empty();
            path.flatMap(place -> place.endsWith(".xml") && tree.read(place).isPresent()
                            ? Optional.of(place)
                            : Optional.of(place.isEmpty() ? "pom.xml" : place + "/pom.xml")
                                    .filter(file -> tree.read(file).isPresent()))
                    .ifPresent(files::add);
        }
        return files;
    }

    /** The path that a module's name means; nothing when it leads out of the repository. */
    private static Optional<String> inRepository(String file, String module) {
        Deque<String> parts = new ArrayDeque<>();
        int slash = file.lastIndexOf('/');
        String folder = slash < 0 ? "" : file.substring(0, slash + 1);
        for (String part : (folder + module.replace('\\', '/')).split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }

    private static Optional<XmlText.Leaf> only(List<XmlText.Leaf> leaves, String path) {
        return leaves.stream().filter(leaf -> leaf.path().equals(path)).findFirst();
    }

    private static String text(Source source, XmlText.Leaf leaf) {
        return source.text().substring(leaf.start(), leaf.end());
    }
}
