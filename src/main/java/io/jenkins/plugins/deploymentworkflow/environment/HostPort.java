package io.jenkins.plugins.deploymentworkflow.environment;

/** An address of the form {@code host:port}; an IPv6 host stands in square brackets. */
record HostPort(String host, int port) {
    /**
     * @param defaultHost when there is only a port; empty when a host must be there
     * @param defaultPort when there is only a host; -1 when a port must be there
     * @param lowest the lowest port, 0 or 1
     * @throws IllegalArgumentException when it is no such address
     */
    static HostPort parse(String text, String defaultHost, int defaultPort, int lowest) {
        int colon = text.lastIndexOf(':');
        boolean hostOnly = colon < 0 && !(text.matches("\\d+") && !defaultHost.isEmpty()) || text.endsWith("]");
        String host = hostOnly ? text : colon < 0 ? "" : text.substring(0, colon);
        String port = hostOnly ? "" : text.substring(colon + 1);
        if (host.isEmpty()) {
            host = defaultHost;
        }
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        boolean bracketed = bare.length() < host.length();
        if (bare.isEmpty() || !bare.matches(bracketed ? "[0-9A-Fa-f:.%a-z]+" : "[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("expected host:port, such as db:5432, found '" + text + "'");
        }
        if (port.isEmpty() && defaultPort < 0) {
            throw new IllegalArgumentException(
                    "expected host:port, such as db:5432, found '" + text + "' without port");
        }
        int number = port.isEmpty() ? defaultPort : port(port, lowest);
        return new HostPort(bare, number);
    }

    static int port(String text, int lowest) {
        return Values.wholeNumber(text, lowest, 65535, "a port from " + lowest + " to 65535");
    }
}
