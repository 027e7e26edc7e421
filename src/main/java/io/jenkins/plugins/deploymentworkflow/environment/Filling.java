package io.jenkins.plugins.deploymentworkflow.environment;

import io.jenkins.plugins.deploymentworkflow.environment.Placeholders.Literal;
import io.jenkins.plugins.deploymentworkflow.environment.Placeholders.Part;
import io.jenkins.plugins.deploymentworkflow.environment.Placeholders.Placeholder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Fills the placeholders of a document, and remembers which secrets it met.
 *
 * <p>In a command a placeholder is filled only when no secret is involved and its value means nothing to a shell;
 * otherwise it stays as written, which is the shell's own way to write it, and the variables it needs are passed to the
 * command. So no secret is in a command line, and no value can become a command of its own.
 */
final class Filling {
    /** A secret of so many characters does not occur in another value by chance. */
    private static final int LONG_ENOUGH = 8;

    private final Variables variables;
    private final Problems problems;
    private final Set<String> secretNames = new TreeSet<>();
    private final Map<String, String> written = new LinkedHashMap<>();
    private final Map<String, String> commandVariables = new TreeMap<>();
    private final List<String> secretValues;

    Filling(Variables variables, Problems problems) {
        this.variables = variables;
        this.problems = problems;
        this.secretValues = variables.secretNames().stream()
                .flatMap(name -> variables.value(name).stream())
                .filter(value -> value.length() >= LONG_ENOUGH)
                .toList();
    }

    /** The secret variables that were referred to. */
    Set<String> secretNames() {
        return secretNames;
    }

    /** The value of each placeholder that was left as written outside commands. */
    Map<String, String> written() {
        return written;
    }

    /** The variables that commands need, because the placeholder was left to the shell. */
    Map<String, String> commandVariables() {
        return commandVariables;
    }

    YamlNode fill(YamlNode node, String path) {
        if (node instanceof YamlNode.Mapping mapping) {
            Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
            mapping.entries()
                    .forEach((key, entry) -> entries.put(
                            key,
                            new YamlNode.Entry(
                                    fill(entry.value(), path.isEmpty() ? key : path + "." + key), entry.line())));
            return new YamlNode.Mapping(entries, mapping.line());
        }
        if (node instanceof YamlNode.Sequence sequence) {
            List<YamlNode> items = new ArrayList<>();
            for (int i = 0; i < sequence.items().size(); i++) {
                items.add(fill(sequence.items().get(i), path + "[" + i + "]"));
            }
            return new YamlNode.Sequence(items, sequence.line());
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node;
        return scalar.text().indexOf('$') < 0 ? scalar : fill(scalar, path);
    }

    private YamlNode fill(YamlNode.Scalar scalar, String path) {
        boolean command = CommandFields.contains(path);
        List<Part> parts;
        try {
            parts = Placeholders.parse(scalar.text(), command);
        } catch (IllegalArgumentException e) {
            problems.add(scalar.line(), path, e.getMessage());
            return new YamlNode.Unfilled(scalar.line());
        }
        StringBuilder text = new StringBuilder();
        StringBuilder shown = new StringBuilder();
        ShellQuotes quotes = new ShellQuotes();
        boolean secret = false;
        boolean missing = false;
        for (Part part : parts) {
            if (part instanceof Literal literal) {
                text.append(literal.text());
                shown.append(literal.text());
                quotes.read(literal.text());
                continue;
            }
            Placeholder placeholder = (Placeholder) part;
            noteSecrets(placeholder);
            Use use = new Use(command);
            String value;
            try {
                value = use.value(placeholder);
            } catch (MissingException e) {
                problems.add(scalar.line(), path, e.getMessage());
                missing = true;
                continue;
            }
            text.append(value);
            secret |= use.secret;
            if (command && (use.secret || use.late || !Template.isPlain(value))) {
                if (quotes.single()) {
                    problems.add(scalar.line(), path, literally(placeholder, use.secret));
                }
                if (hasBrace(placeholder)) {
                    problems.add(scalar.line(), path, braces(placeholder));
                }
                shown.append(placeholder.written().replace("$$", "\\$"));
                commandVariables.putAll(use.values);
            } else if (use.secret) {
                shown.append(placeholder.written());
                written.put(placeholder.written(), value);
            } else {
                shown.append(value);
            }
            quotes.readPlaceholder();
        }
        if (missing) {
            return new YamlNode.Unfilled(scalar.line());
        }
        return new YamlNode.Scalar(text.toString(), shown.toString(), scalar.plain(), secret, scalar.line());
    }

    private static String literally(Placeholder placeholder, boolean secret) {
        return "expected " + placeholder.written() + " outside single quotes, because "
                + (secret ? "it is a secret and" : "its value has characters that mean something to a shell and it")
                + " is left to the shell, which fills nothing in there; use double quotes";
    }

    /** A shell ends a placeholder at the first brace that closes, whatever was opened before. */
    private static boolean hasBrace(Placeholder placeholder) {
        return placeholder.argument().stream()
                .anyMatch(part -> part instanceof Literal literal
                        ? literal.text().indexOf('}') >= 0
                        : hasBrace((Placeholder) part));
    }

    private static String braces(Placeholder placeholder) {
        return "expected no braces within " + placeholder.written()
                + ", because it is left to the shell, which ends it at the first }; put them into a variable";
    }

    /** A variable with a secret inside, as an address may have one, is as secret as that. */
    private boolean isSecret(String name) {
        return variables.isSecret(name)
                || variables
                        .value(name)
                        .filter(value -> secretValues.stream().anyMatch(value::contains))
                        .isPresent();
    }

    private void noteSecrets(Placeholder placeholder) {
        if (isSecret(placeholder.name())) {
            secretNames.add(placeholder.name());
        }
        for (Part part : placeholder.argument()) {
            if (part instanceof Placeholder inner) {
                noteSecrets(inner);
            }
        }
    }

    /** The working out of one placeholder, and what it needed. */
    private final class Use {
        private final boolean command;
        private final Map<String, String> values = new TreeMap<>();
        private boolean secret;
        private boolean late;

        Use(boolean command) {
            this.command = command;
        }

        String value(Placeholder placeholder) throws MissingException {
            String name = placeholder.name();
            if (command && CommandFields.RUN_VARIABLES.contains(name)) {
                late = true;
                return "";
            }
            secret |= isSecret(name);
            Optional<String> value = variables.value(name);
            value.ifPresent(v -> values.put(name, v));
            boolean colon = placeholder.operator().startsWith(":");
            boolean there = value.isPresent() && !(colon && value.get().isEmpty());
            return switch (placeholder.operator()) {
                case ":-", "-" -> there ? value.get() : argument(placeholder);
                case ":+", "+" -> there ? argument(placeholder) : "";
                case ":?", "?" -> {
                    if (!there) {
                        throw new MissingException(
                                name + (value.isPresent() ? " is empty" : " is not set") + said(placeholder));
                    }
                    yield value.get();
                }
                default -> value.orElseThrow(() -> new MissingException(missing(placeholder)));
            };
        }

        private String argument(Placeholder placeholder) throws MissingException {
            StringBuilder text = new StringBuilder();
            for (Part part : placeholder.argument()) {
                text.append(part instanceof Literal literal ? literal.text() : value((Placeholder) part));
            }
            return text.toString();
        }
    }

    private static String said(Placeholder placeholder) {
        StringBuilder message = new StringBuilder();
        for (Part part : placeholder.argument()) {
            message.append(part instanceof Literal literal ? literal.text() : ((Placeholder) part).written());
        }
        return message.isEmpty() ? "; it must be set" : ": " + message;
    }

    private static String missing(Placeholder placeholder) {
        String name = placeholder.name();
        if (CommandFields.RUN_VARIABLES.contains(name)) {
            return name + " is known to commands alone, when they run; here write {{...}}, such as {{version}}";
        }
        return name + " is not set; set it in the build's environment or as a secret, or give a default: ${" + name
                + ":-value}";
    }

    private static final class MissingException extends Exception {
        private static final long serialVersionUID = 1;

        MissingException(String message) {
            super(message, null, false, false);
        }
    }
}
