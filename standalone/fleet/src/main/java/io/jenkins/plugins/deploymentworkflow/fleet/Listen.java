package io.jenkins.plugins.deploymentworkflow.fleet;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address to listen on.
 *
 * @param port 0 for any free one
 */
record Listen(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("(?<host>[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]):(?<port>[0-9]{1,5})");

    /** Empty when the text is no {@code host:port}. */
    static Optional<Listen> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group("port")) > 65_535) {
            return Optional.empty();
        }
        return Optional.of(new Listen(matcher.group("host"), Integer.parseInt(matcher.group("port"))));
    }

    /** Whether a fleet that was asked to listen here may be listening on the other address. */
    boolean covers(Listen other) {
        return host.equals(other.host) && (port == 0 || port == other.port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
