package io.jenkins.plugins.deploymentworkflow.fleet;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;

/**
 * What a fleet is started with.
 *
 * @param log the file that it writes to instead of standard error, which is kept to a size
 */
record FleetOptions(Path state, Listen listen, int controlPort, Optional<Path> log) {
    static final String USAGE = "Usage: --state DIR --listen HOST:PORT [--control-port PORT] [--log FILE]";

    /** @throws StartFailure when the arguments are not those of {@link #USAGE} */
    static FleetOptions parse(String... arguments) {
        Path state = null;
        Listen listen = null;
        int controlPort = 0;
        Optional<Path> log = Optional.empty();
        Iterator<String> left = Arrays.asList(arguments).iterator();
        while (left.hasNext()) {
            String option = left.next();
            if (!option.matches("--(state|listen|control-port|log)")) {
                throw new StartFailure("Unknown option \"" + option + "\". " + USAGE);
            }
            if (!left.hasNext()) {
                throw new StartFailure("Expected a value after " + option + ". " + USAGE);
            }
            String value = left.next();
            switch (option) {
                case "--state" -> state = Path.of(value);
                case "--log" -> log = Optional.of(Path.of(value));
                case "--listen" ->
                    listen = Listen.parse(value)
                            .orElseThrow(() -> new StartFailure(
                                    "--listen: expected HOST:PORT such as 127.0.0.1:8080, found \"" + value + "\""));
                default -> controlPort = port(value);
            }
        }
        if (state == null || listen == null) {
            throw new StartFailure("--state and --listen are needed. " + USAGE);
        }
        return new FleetOptions(state, listen, controlPort, log);
    }

    private static int port(String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new StartFailure("--control-port: expected 0 to 65535, found \"" + value + "\"");
        }
        return Integer.parseInt(value);
    }
}
