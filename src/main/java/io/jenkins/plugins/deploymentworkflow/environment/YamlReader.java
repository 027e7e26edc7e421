package io.jenkins.plugins.deploymentworkflow.environment;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * Reads YAML into maps, lists and scalars that know their lines, and nothing else: no tags, no key twice, and bounds on
 * size, depth and aliases, so that no file can cost more than it says.
 */
final class YamlReader {
    static final int MAX_CHARACTERS = 1 << 20;
    static final int MAX_DEPTH = 50;
    static final int MAX_ALIASES = 50;
    /** Values after every alias has been followed: a few aliases of aliases could otherwise mean billions. */
    static final int MAX_VALUES = 100_000;

    private final Problems problems;
    private final Iterator<Event> events;
    private final Map<String, Anchor> anchors = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private int aliases;
    private long values;

    private record Anchor(YamlNode node, long values) {}

    private YamlReader(Problems problems, String text) {
        this.problems = problems;
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        this.events = new Yaml(options).parse(new StringReader(text)).iterator();
    }

    /** @throws ConfigurationException when it is no such YAML, or is not one map */
    static YamlNode.Mapping read(Problems problems, String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw problems.with(
                    0, "expected at most " + MAX_CHARACTERS + " characters, found " + text.length() + "; split it up");
        }
        try {
            YamlNode node = new YamlReader(problems, text).document();
            problems.check();
            if (node instanceof YamlNode.Mapping mapping) {
                return mapping;
            }
            throw problems.with(
                    node.line(), "expected a map with keys such as environment and deployment, found " + node.kind());
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            int line = mark == null ? 0 : mark.getLine() + 1;
            throw problems.with(line, "this is not YAML: " + words(e) + hint(text, line));
        } catch (YAMLException e) {
            throw problems.with(0, "this is not YAML: " + firstLine(e.getMessage()));
        }
    }

    private static String words(MarkedYAMLException e) {
        String context = e.getContext() == null ? "" : firstLine(e.getContext()) + ": ";
        return context + firstLine(e.getProblem());
    }

    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("").strip();
    }

    private static String hint(String text, int line) {
        String found = line == 0 ? "" : text.lines().skip(line - 1L).findFirst().orElse("");
        if (found.contains("${") || found.contains("{{")) {
            return "; put a value with ${...} or {{...}} in double quotes";
        }
        return found.contains("\t") ? "; indent with spaces, not with tabs" : "";
    }

    private YamlNode document() {
        events.next();
        Event first = events.next();
        if (first.is(Event.ID.StreamEnd)) {
            throw problems.with(0, "expected a map with keys such as environment and deployment, found an empty file");
        }
        YamlNode root = node(events.next(), 1);
        events.next();
        Event after = events.next();
        if (!after.is(Event.ID.StreamEnd)) {
            throw problems.with(line(after), "expected one document, found a second one after ---");
        }
        return root;
    }

    private YamlNode node(Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw problems.with(line(event), "expected at most " + MAX_DEPTH + " levels of nesting, found more");
        }
        if (event instanceof AliasEvent alias) {
            return follow(alias);
        }
        long before = values;
        count(1, event);
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            open.add(anchor);
        }
        YamlNode node = content(event, depth);
        if (anchor != null) {
            open.remove(anchor);
            anchors.put(anchor, new Anchor(node, values - before));
        }
        return node;
    }

    private YamlNode content(Event event, int depth) {
        refuseTag(event);
        if (event instanceof ScalarEvent scalar) {
            return new YamlNode.Scalar(scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN, line(event));
        }
        return event instanceof SequenceStartEvent ? sequence(event, depth) : mapping((MappingStartEvent) event, depth);
    }

    private YamlNode follow(AliasEvent alias) {
        Anchor anchor = open.contains(alias.getAnchor()) ? null : anchors.get(alias.getAnchor());
        if (anchor == null) {
            throw problems.with(
                    line(alias), "expected *" + alias.getAnchor() + " to name an anchor that is complete before it");
        }
        if (++aliases > MAX_ALIASES) {
            throw problems.with(line(alias), "expected at most " + MAX_ALIASES + " aliases, found more");
        }
        count(anchor.values(), alias);
        return anchor.node();
    }

    private void count(long more, Event event) {
        values += more;
        if (values > MAX_VALUES) {
            throw problems.with(
                    line(event), "expected at most " + MAX_VALUES + " values with every alias followed, found more");
        }
    }

    private void refuseTag(Event event) {
        String tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent collection ? collection.getTag() : null;
        if (tag != null) {
            problems.add(line(event), "", "expected no tags, found !" + tag.replaceFirst("^!", "") + "; leave it out");
        }
    }

    private YamlNode sequence(Event start, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); !event.is(Event.ID.SequenceEnd); event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new YamlNode.Sequence(items, line(start));
    }

    private YamlNode mapping(MappingStartEvent start, int depth) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        Map<String, YamlNode.Entry> merged = new LinkedHashMap<>();
        for (Event event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
            YamlNode key = node(event, depth + 1);
            YamlNode value = node(events.next(), depth + 1);
            if (!(key instanceof YamlNode.Scalar name)) {
                problems.add(
                        line(event),
                        "",
                        "expected a text as key, found " + key.kind() + "; put a value with {{...}} in double quotes");
            } else if (name.plain() && name.text().equals("<<")) {
                merge(merged, value);
            } else if (entries.containsKey(name.text())) {
                problems.add(
                        line(event),
                        name.text(),
                        "expected each key once, found it again after line "
                                + entries.get(name.text()).line());
            } else {
                entries.put(name.text(), new YamlNode.Entry(value, line(event)));
            }
        }
        merged.forEach(entries::putIfAbsent);
        return new YamlNode.Mapping(entries, line(start));
    }

    /** The merge key {@code <<}, which users of Compose know: what is written beside it wins, then what comes first. */
    private void merge(Map<String, YamlNode.Entry> merged, YamlNode value) {
        List<YamlNode> sources = value instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(value);
        for (YamlNode source : sources) {
            if (source instanceof YamlNode.Mapping mapping) {
                mapping.entries().forEach(merged::putIfAbsent);
            } else {
                problems.add(value.line(), "<<", "expected a map or a list of maps to merge, found " + source.kind());
            }
        }
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }
}
