package io.jenkins.plugins.deploymentworkflow.fleet;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the <code>{{name}}</code> placeholders of a command; a value that the shell would take apart is quoted. */
final class CommandTemplate {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._+/:=-]+");
    private static final Set<String> KNOWN = Set.of("port", "version", "instance", "artifact");

    private CommandTemplate() {}

    /** @throws Refusal when the command is empty or has a placeholder that cannot be filled */
    static void check(String command, boolean hasArtifact) {
        if (command == null || command.isBlank()) {
            throw Refusal.badRequest("command: expected the command that starts an instance, found nothing");
        }
        Matcher matcher = PLACEHOLDER.matcher(command);
        while (matcher.find()) {
            if (!KNOWN.contains(matcher.group(1))) {
                throw Refusal.badRequest("command: unknown placeholder " + matcher.group() + "; known are "
                        + String.join(", ", new TreeSet<>(KNOWN)));
            }
            if (matcher.group(1).equals("artifact") && !hasArtifact) {
                throw Refusal.badRequest("command: " + matcher.group() + " is used, but there is no artifact");
            }
        }
    }

    static String fill(String command, String version, String instance, int port, Optional<String> artifact) {
        Map<String, String> values = Map.of(
                "port",
                Integer.toString(port),
                "version",
                version,
                "instance",
                instance,
                "artifact",
                artifact.orElse(""));
        return PLACEHOLDER
                .matcher(command)
                .replaceAll(found -> Matcher.quoteReplacement(quote(values.get(found.group(1)))));
    }

    private static String quote(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
