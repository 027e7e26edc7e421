package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One environment, as its file describes it, with every placeholder filled and every setting checked. */
public final class Environment {
    private final String name;
    private final Optional<String> application;
    private final Settings settings;
    private final Map<String, Object> resolved;
    private final Exports exports;
    private final Secrets secrets;

    /**
     * @param values by variable name
     * @param secretNames those of them whose value is secret
     */
    record Exports(Map<String, String> values, Set<String> secretNames) {}

    /**
     * @param names the secret variables that the file refers to
     * @param written the value of each placeholder that was left as written
     * @param commandVariables what commands need beside the exported values
     */
    record Secrets(
            Set<String> names, Map<String, String> written, Map<String, String> commandVariables, Redactor redactor) {}

    Environment(
            String name,
            Optional<String> application,
            Settings settings,
            Map<String, Object> resolved,
            Exports exports,
            Secrets secrets) {
        this.name = name;
        this.application = application;
        this.settings = settings;
        this.resolved = resolved;
        this.exports = exports;
        this.secrets = secrets;
    }

    /** The same environment with another strategy, as a step or the command line asks for one run. */
    public Environment with(StrategySettings strategy) {
        return new Environment(name, application, settings.with(strategy), resolved, exports, secrets);
    }

    /** What {@code environment} says; default the file's name without its ending. */
    public String name() {
        return name;
    }

    /** What {@code application} says, if it says anything. */
    public Optional<String> application() {
        return application;
    }

    /** What {@code application} says, or else the name of the job or the repository, which the caller knows. */
    public String application(String byDefault) {
        return application.orElse(byDefault);
    }

    public Settings settings() {
        return settings;
    }

    /**
     * Everything outside {@code deployment} as variables for the steps that follow, secrets among them. The path of a
     * key is joined by {@code _}, in capitals, with {@code _} for all that is no letter or digit: {@code
     * database.pool_size} becomes {@code DATABASE_POOL_SIZE}, the second item of {@code hosts} {@code HOSTS_1}. A key
     * without a value gives an empty text; an empty list or map gives nothing.
     */
    public Map<String, String> values() {
        return Collections.unmodifiableMap(exports.values());
    }

    /** The names among {@link #values} whose value is secret. */
    public Set<String> secretValueNames() {
        return Collections.unmodifiableSet(exports.secretNames());
    }

    /** The secret variables that the file refers to anywhere. */
    public Set<String> secretNames() {
        return Collections.unmodifiableSet(secrets.names());
    }

    /**
     * The environment for the user's own commands: {@link #values}, and every variable that a command refers to and
     * that was left to the shell, secrets among them. Never to be written anywhere.
     */
    public Map<String, String> commandEnvironment() {
        Map<String, String> all = new TreeMap<>(exports.values());
        all.putAll(secrets.commandVariables());
        return all;
    }

    /** The names in {@link #commandEnvironment} whose value is secret. */
    public Set<String> secretCommandNames() {
        Set<String> names = new TreeSet<>(exports.secretNames());
        secrets.commandVariables().keySet().stream()
                .filter(secrets.names()::contains)
                .forEach(names::add);
        return names;
    }

    /**
     * Fills the secrets into a text of {@link #settings}, such as the address of a smoke test, at the moment of use. Not
     * for commands, which find them in their environment. The result must not be kept or shown.
     */
    public String reveal(String text) {
        if (secrets.written().isEmpty()) {
            return text;
        }
        // All at once, so that a secret that looks like a placeholder stays what it is.
        String placeholders = secrets.written().keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return Pattern.compile(placeholders)
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(secrets.written().get(match.group())));
    }

    /** The document with its placeholders filled and its secrets masked as {@code ****}: safe to show. */
    public Map<String, Object> resolved() {
        return Collections.unmodifiableMap(resolved);
    }

    /** Takes the secrets out of any text: those the file refers to, and all others that the variables had. */
    public Redactor redactor() {
        return secrets.redactor();
    }

    @Override
    public String toString() {
        return "Environment[" + name + ", " + settings.file() + "]";
    }
}
