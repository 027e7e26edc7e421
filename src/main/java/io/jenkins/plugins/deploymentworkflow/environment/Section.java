package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * One map of the settings, asked key by key. What is wrong is noted and the reading goes on with the default, so that
 * all problems of a file are found at once; {@link #close} notes the keys that nobody asked for.
 */
final class Section {
    /** More than any value has that is not a free text. */
    private static final int MAX_CHARACTERS = 1000;

    private final Problems problems;
    private final String path;
    private final YamlNode.Mapping mapping;
    private final Set<String> asked = new LinkedHashSet<>();

    Section(Problems problems, String path, YamlNode.Mapping mapping) {
        this.problems = problems;
        this.path = path;
        this.mapping = mapping;
    }

    int line() {
        return mapping.line();
    }

    /** The path of a key, as messages have it. */
    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Notes what is wrong with a key. */
    void problem(String key, String message) {
        YamlNode.Entry entry = mapping.entries().get(key);
        problems.add(entry == null ? line() : entry.line(), key.isEmpty() ? path : path(key), message);
    }

    /** The value of a key; nothing when the key is not there or has no value. */
    Optional<YamlNode> node(String key) {
        asked.add(key);
        problems.know(path(key));
        YamlNode.Entry entry = mapping.entries().get(key);
        return entry == null || entry.value() instanceof YamlNode.Scalar scalar && scalar.isNull()
                ? Optional.empty()
                : Optional.of(entry.value());
    }

    boolean has(String key) {
        return node(key).isPresent();
    }

    /** The same, but nothing also when a placeholder in it could not be filled, which has been noted already. */
    private Optional<YamlNode> filled(String key) {
        return node(key).filter(node -> !(node instanceof YamlNode.Unfilled));
    }

    private Optional<YamlNode.Scalar> scalar(String key, String expected) {
        Optional<YamlNode> node = filled(key);
        if (node.isPresent() && !(node.get() instanceof YamlNode.Scalar)) {
            problem(key, "expected " + expected + ", found " + node.get().kind());
            return Optional.empty();
        }
        return node.map(YamlNode.Scalar.class::cast);
    }

    /** A text that is not empty, secrets as written. */
    Optional<String> text(String key) {
        return scalar(key, "a text").map(scalar -> {
            if (scalar.text().isBlank()) {
                problem(key, "expected a text, found an empty one; leave the key out if there is none");
            }
            return scalar.shown();
        });
    }

    /** The same with its secrets: for a check, never for a message. */
    Optional<String> revealed(String key) {
        return filled(key).map(node -> node instanceof YamlNode.Scalar scalar ? scalar.text() : "");
    }

    /** A text that must be there. */
    String requiredText(String key, String example) {
        return text(key).orElseGet(() -> missing(key, example, ""));
    }

    /** A text that may hold {@code {{version}}} and the like. */
    Optional<String> template(String key) {
        Optional<String> text = text(key);
        text.ifPresent(found -> checkTemplate(key, found));
        return text;
    }

    String requiredTemplate(String key, String example) {
        return template(key).orElseGet(() -> missing(key, example, ""));
    }

    void checkTemplate(String key, String text) {
        for (String name : Template.unknown(text)) {
            problem(
                    key,
                    "expected one of the names " + String.join(", ", Template.NAMES) + " between {{ and }}, found {{"
                            + name + "}}" + Nearest.hint(name, Template.NAMES));
        }
    }

    private <T> T missing(String key, String example, T instead) {
        if (!has(key)) {
            problem(key, "expected a value, found none; add for example " + key + ": " + example);
        }
        return instead;
    }

    /** Reads a value that is no free text, and in which a secret has therefore no place. */
    <T> Optional<T> parsed(String key, String expected, Function<String, T> parse) {
        return scalar(key, expected).flatMap(scalar -> parsed(key, key, scalar, expected, parse));
    }

    private <T> Optional<T> parsed(
            String key, String at, YamlNode.Scalar scalar, String expected, Function<String, T> parse) {
        if (scalar.secret()) {
            problems.add(
                    scalar.line(),
                    path(at),
                    "expected " + expected + ", found a secret (" + scalar.shown()
                            + "); fill it from a variable that is not secret");
            return Optional.empty();
        }
        if (scalar.text().length() > MAX_CHARACTERS) {
            problems.add(
                    scalar.line(),
                    path(at),
                    "expected " + expected + ", found a text of "
                            + scalar.text().length() + " characters");
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(scalar.text().strip()));
        } catch (IllegalArgumentException e) {
            problems.add(scalar.line() > 0 ? scalar.line() : lineOf(key), path(at), e.getMessage());
            return Optional.empty();
        }
    }

    private int lineOf(String key) {
        YamlNode.Entry entry = mapping.entries().get(key);
        return entry == null ? line() : entry.line();
    }

    <T> T required(String key, String expected, String example, Function<String, T> parse, T instead) {
        return parsed(key, expected, parse).orElseGet(() -> missing(key, example, instead));
    }

    OptionalInt integer(String key, int min, int max) {
        String expected = "a whole number from " + min + " to " + max;
        return parsed(key, expected, text -> Values.wholeNumber(text, min, max, expected))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    boolean flag(String key, boolean byDefault) {
        return parsed(key, "true or false", Values::truth).orElse(byDefault);
    }

    /** A duration of 0 or more. */
    Duration duration(String key, Duration byDefault) {
        return parsed(key, "a duration such as 15s", Durations::parse).orElse(byDefault);
    }

    /** A duration of more than 0. */
    Duration positiveDuration(String key, Duration byDefault) {
        return positiveDuration(key).orElse(byDefault);
    }

    Optional<Duration> positiveDuration(String key) {
        return parsed(key, "a duration such as 15s", Values::positive);
    }

    /** One of the constants of an enum, written as its text in lower case with {@code -} for {@code _}. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E byDefault) {
        return parsed(key, "one of " + String.join(", ", Values.words(type)), text -> Values.choose(text, type))
                .orElse(byDefault);
    }

    /** A list of values; one value alone is a list of one, or of several when it is a text with commas. */
    <T> Optional<List<T>> list(String key, String expected, Function<String, T> parse) {
        return filled(key).flatMap(node -> {
            if (node instanceof YamlNode.Mapping) {
                problem(key, "expected a list of " + expected + ", found a map");
                return Optional.empty();
            }
            List<T> values = new ArrayList<>();
            List<YamlNode> items = items(node);
            for (int i = 0; i < items.size(); i++) {
                String at = key + "[" + i + "]";
                if (items.get(i) instanceof YamlNode.Scalar scalar) {
                    parsed(key, at, scalar, expected, parse).ifPresent(values::add);
                } else if (!(items.get(i) instanceof YamlNode.Unfilled)) {
                    problems.add(
                            items.get(i).line(),
                            path(at),
                            "expected " + expected + ", found " + items.get(i).kind());
                }
            }
            return values.size() == items.size() ? Optional.of(List.copyOf(values)) : Optional.empty();
        });
    }

    /** A list that must be there and have an item. */
    <T> List<T> requiredList(String key, String expected, String example, Function<String, T> parse) {
        Optional<List<T>> list = list(key, expected, parse);
        if (list.isPresent() && list.get().isEmpty()) {
            problem(key, "expected at least one, found an empty list; add for example " + key + ": " + example);
        }
        return list.orElseGet(() -> missing(key, example, List.of()));
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
    Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(key).ifPresent(map -> map.entries().forEach((name, entry) -> {
            if (entry.value() instanceof YamlNode.Scalar scalar) {
                texts.put(name, scalar.isNull() ? "" : scalar.shown());
            } else if (!(entry.value() instanceof YamlNode.Unfilled)) {
                problems.add(
                        entry.line(),
                        path(key) + "." + name,
                        "expected a text, found " + entry.value().kind());
            }
        }));
        return texts;
    }

    /** Texts by name that may hold {@code {{version}}} and the like. */
    Map<String, String> templates(String key) {
        Map<String, String> texts = texts(key);
        texts.values().forEach(text -> checkTemplate(key, text));
        return texts;
    }

    private Optional<YamlNode.Mapping> map(String key) {
        Optional<YamlNode> node = filled(key);
        if (node.isPresent() && !(node.get() instanceof YamlNode.Mapping)) {
            problem(key, "expected a map, found " + node.get().kind());
            return Optional.empty();
        }
        return node.map(YamlNode.Mapping.class::cast);
    }

    boolean isMap(String key) {
        return node(key).filter(YamlNode.Mapping.class::isInstance).isPresent();
    }

    Optional<Section> section(String key) {
        return map(key).map(map -> new Section(problems, path(key), map));
    }

    /** A list of maps. */
    List<Section> sections(String key) {
        Optional<YamlNode> node = filled(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof YamlNode.Sequence sequence)) {
            problem(key, "expected a list of maps, found " + node.get().kind());
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            String at = path(key) + "[" + i + "]";
            if (sequence.items().get(i) instanceof YamlNode.Mapping item) {
                sections.add(new Section(problems, at, item));
            } else if (!(sequence.items().get(i) instanceof YamlNode.Unfilled)) {
                problems.add(
                        sequence.items().get(i).line(),
                        at,
                        "expected a map, found " + sequence.items().get(i).kind());
            }
        }
        return sections;
    }

    /** The keys in the order written. */
    Set<String> keys() {
        return mapping.entries().keySet();
    }

    /** Everything in it, typed by YAML, secrets as written. */
    @SuppressWarnings("unchecked")
    Map<String, Object> values() {
        return (Map<String, Object>) Document.value(mapping);
    }

    /** Which of these keys is there, when exactly one must be. */
    Optional<String> exactlyOne(List<String> choices, String byDefault) {
        List<String> present = choices.stream().filter(this::has).toList();
        if (present.size() == 1) {
            return Optional.of(present.get(0));
        }
        if (present.isEmpty() && !byDefault.isEmpty()) {
            return Optional.of(byDefault);
        }
        problem(
                "",
                "expected exactly one of " + String.join(", ", choices) + ", found "
                        + (present.isEmpty() ? "none" : String.join(" and ", present) + "; keep one of them"));
        return Optional.empty();
    }

    /** Notes the keys that were never asked for. */
    void close() {
        mapping.entries().forEach((key, entry) -> {
            if (!asked.contains(key)) {
                String hint = Nearest.hint(key, asked);
                problems.add(
                        entry.line(),
                        path(key),
                        "unknown key" + (hint.isEmpty() ? "; known here: " + String.join(", ", asked) : hint));
            }
        });
    }
}
