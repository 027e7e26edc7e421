package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The value of one key as it stands in the file, read as what the settings need. What is wrong with it is noted with
 * the value's line and path, and reads as nothing.
 *
 * @param key its own name, for what a reader could write
 * @param path its place in the file, as messages have it
 * @param line of the key or, when it is not there, of the map that it would be in
 * @param node nothing when the key is not there or has no value
 */
record Setting(Problems problems, String key, String path, int line, Optional<YamlNode> node) {
    /** More than any value has that is not a free text. */
    private static final int MAX_CHARACTERS = 1000;

    void problem(String message) {
        problems.add(line, path, message);
    }

    /** Nothing also when a placeholder in it could not be filled, which has been noted already. */
    private Optional<YamlNode> filled() {
        return node.filter(found -> !(found instanceof YamlNode.Unfilled));
    }

    private Optional<YamlNode.Scalar> scalar(String expected) {
        Optional<YamlNode> found = filled();
        if (found.isPresent() && !(found.get() instanceof YamlNode.Scalar)) {
            problem("expected " + expected + ", found " + found.get().kind());
            return Optional.empty();
        }
        return found.map(YamlNode.Scalar.class::cast);
    }

    /** A text that is not empty, secrets as written. */
    Optional<String> text() {
        return scalar("a text").map(scalar -> {
            if (scalar.text().isBlank()) {
                problem("expected a text, found an empty one; leave the key out if there is none");
            }
            return scalar.shown();
        });
    }

    /** The same with its secrets: for a check, never for a message. */
    Optional<String> revealed() {
        return filled().map(found -> found instanceof YamlNode.Scalar scalar ? scalar.text() : "");
    }

    void checkTemplate(String text) {
        for (String name : Template.unknown(text)) {
            problem("expected one of the names " + String.join(", ", Template.NAMES) + " between {{ and }}, found {{"
                    + name + "}}" + Nearest.hint(name, Template.NAMES));
        }
    }

    /** Notes that the key must be there, if it is not. */
    <T> T missing(String example, T instead) {
        if (node.isEmpty()) {
            problem("expected a value, found none; add for example " + key + ": " + example);
        }
        return instead;
    }

    /** A value that is no free text, and in which a secret has therefore no place. */
    <T> Optional<T> parsed(String expected, Function<String, T> parse) {
        return scalar(expected).flatMap(scalar -> parsed(path, scalar, expected, parse));
    }

    private <T> Optional<T> parsed(String at, YamlNode.Scalar scalar, String expected, Function<String, T> parse) {
        if (scalar.secret()) {
            problems.add(
                    scalar.line(),
                    at,
                    "expected " + expected + ", found a secret (" + scalar.shown()
                            + "); fill it from a variable that is not secret");
            return Optional.empty();
        }
        if (scalar.text().length() > MAX_CHARACTERS) {
            problems.add(
                    scalar.line(),
                    at,
                    "expected " + expected + ", found a text of "
                            + scalar.text().length() + " characters");
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(scalar.text().strip()));
        } catch (IllegalArgumentException e) {
            problems.add(scalar.line() > 0 ? scalar.line() : line, at, e.getMessage());
            return Optional.empty();
        }
    }

    /** A list of values; one value alone is a list of one, or of several when it is a text with commas. */
    <T> Optional<List<T>> list(String expected, Function<String, T> parse) {
        return filled().flatMap(found -> {
            if (found instanceof YamlNode.Mapping) {
                problem("expected a list of " + expected + ", found a map");
                return Optional.empty();
            }
            List<T> values = new ArrayList<>();
            List<YamlNode> items = items(found);
            for (int i = 0; i < items.size(); i++) {
                String at = path + "[" + i + "]";
                if (items.get(i) instanceof YamlNode.Scalar scalar) {
                    parsed(at, scalar, expected, parse).ifPresent(values::add);
                } else if (!(items.get(i) instanceof YamlNode.Unfilled)) {
                    problems.add(
                            items.get(i).line(),
                            at,
                            "expected " + expected + ", found " + items.get(i).kind());
                }
            }
            return values.size() == items.size() ? Optional.of(List.copyOf(values)) : Optional.empty();
        });
    }

    private static List<YamlNode> items(YamlNode node) {
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items();
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node;
        return scalar.secret()
                ? List.of(scalar)
                : Arrays.stream(scalar.text().split(",", -1))
                        .<YamlNode>map(text -> new YamlNode.Scalar(text.strip(), false, scalar.line()))
                        .toList();
    }

    /** Texts by name, secrets as written. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        map().ifPresent(map -> map.entries().forEach((name, entry) -> {
            if (entry.value() instanceof YamlNode.Scalar scalar) {
                texts.put(name, scalar.isNull() ? "" : scalar.shown());
            } else if (!(entry.value() instanceof YamlNode.Unfilled)) {
                problems.add(
                        entry.line(),
                        path + "." + name,
                        "expected a text, found " + entry.value().kind());
            }
        }));
        return texts;
    }

    Optional<YamlNode.Mapping> map() {
        Optional<YamlNode> found = filled();
        if (found.isPresent() && !(found.get() instanceof YamlNode.Mapping)) {
            problem("expected a map, found " + found.get().kind());
            return Optional.empty();
        }
        return found.map(YamlNode.Mapping.class::cast);
    }

    Optional<Section> section() {
        return map().map(map -> new Section(problems, path, map));
    }

    /** A list of maps. */
    List<Section> sections() {
        Optional<YamlNode> found = filled();
        if (found.isEmpty()) {
            return List.of();
        }
        if (!(found.get() instanceof YamlNode.Sequence sequence)) {
            problem("expected a list of maps, found " + found.get().kind());
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            YamlNode item = sequence.items().get(i);
            String at = path + "[" + i + "]";
            if (item instanceof YamlNode.Mapping map) {
                sections.add(new Section(problems, at, map));
            } else if (!(item instanceof YamlNode.Unfilled)) {
                problems.add(item.line(), at, "expected a map, found " + item.kind());
            }
        }
        return sections;
    }
}
