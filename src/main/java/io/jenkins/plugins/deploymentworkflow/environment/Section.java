package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.plan.Durations;
import java.time.Duration;
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

    /** A map within a list of this one, by its whole path. */
    Section item(String at, YamlNode.Mapping map) {
        return new Section(problems, path(at), map);
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

    /** A key as it stands, from now on a known one. */
    private Setting at(String key) {
        asked.add(key);
        problems.know(path(key));
        YamlNode.Entry entry = mapping.entries().get(key);
        boolean none = entry == null || entry.value() instanceof YamlNode.Scalar scalar && scalar.isNull();
        return new Setting(
                problems,
                key,
                path(key),
                entry == null ? line() : entry.line(),
                none ? Optional.empty() : Optional.of(entry.value()));
    }

    /** The value of a key; nothing when the key is not there or has no value. */
    Optional<YamlNode> node(String key) {
        return at(key).node();
    }

    boolean has(String key) {
        return node(key).isPresent();
    }

    /** A text that is not empty, secrets as written. */
    Optional<String> text(String key) {
        return at(key).text();
    }

    /** The same with its secrets: for a check, never for a message. */
    Optional<String> revealed(String key) {
        return at(key).revealed();
    }

    /** A text that must be there. */
    String requiredText(String key, String example) {
        return text(key).orElseGet(() -> at(key).missing(example, ""));
    }

    /** A text that may hold {@code {{version}}} and the like. */
    Optional<String> template(String key) {
        Optional<String> text = text(key);
        text.ifPresent(found -> checkTemplate(key, found));
        return text;
    }

    String requiredTemplate(String key, String example) {
        return template(key).orElseGet(() -> at(key).missing(example, ""));
    }

    void checkTemplate(String key, String text) {
        at(key).checkTemplate(text);
    }

    /** Reads a value that is no free text, and in which a secret has therefore no place. */
    <T> Optional<T> parsed(String key, String expected, Function<String, T> parse) {
        return at(key).parsed(expected, parse);
    }

    <T> T required(String key, String expected, String example, Function<String, T> parse, T instead) {
        return parsed(key, expected, parse).orElseGet(() -> at(key).missing(example, instead));
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
        return at(key).list(expected, parse);
    }

    /** A list that must be there and have an item. */
    <T> List<T> requiredList(String key, String expected, String example, Function<String, T> parse) {
        Optional<List<T>> list = list(key, expected, parse);
        if (list.isPresent() && list.get().isEmpty()) {
            problem(key, "expected at least one, found an empty list; add for example " + key + ": " + example);
        }
        return list.orElseGet(() -> at(key).missing(example, List.of()));
    }

    /** Texts by name, secrets as written. */
    Map<String, String> texts(String key) {
        return at(key).texts();
    }

    /** Texts by name that may hold {@code {{version}}} and the like. */
    Map<String, String> templates(String key) {
        Map<String, String> texts = texts(key);
        texts.values().forEach(text -> checkTemplate(key, text));
        return texts;
    }

    boolean isMap(String key) {
        return node(key).filter(YamlNode.Mapping.class::isInstance).isPresent();
    }

    Optional<Section> section(String key) {
        return at(key).section();
    }

    /** A list of maps. */
    List<Section> sections(String key) {
        return at(key).sections();
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
