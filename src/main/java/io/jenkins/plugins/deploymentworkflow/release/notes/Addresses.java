package io.jenkins.plugins.deploymentworkflow.release.notes;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes addresses of pages: {@code http} and {@code https} alone, without credentials, every part of it encoded. */
final class Addresses {
    private static final String UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    private static final Pattern URL = Pattern.compile("(?i)(https?|ssh|git|git\\+ssh)://(?:[^/@]*@)*([^/@]+)/(.*)");
    private static final Pattern SCP = Pattern.compile("(?:[^/@:]+@)?([^/@:\\[\\]]{2,}):/?([^:].*)");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?");

    /** Names under which hosts offer SSH through the port of HTTPS. */
    private static final List<String> SSH_NAMES = List.of("ssh.", "altssh.");

    private Addresses() {}

    /**
     * The project's page, from the address that git pushes to: {@code https://user:token@host/path.git}, {@code
     * ssh://git@host:22/path}, {@code git@host:path}. Nothing when it is a directory or cannot be made out. A port of SSH
     * says nothing about that of the page and is left out.
     */
    static Optional<Address> ofRemote(String remote) {
        String text = remote.strip();
        Matcher url = URL.matcher(text);
        if (url.matches()) {
            boolean web = url.group(1).toLowerCase(Locale.ROOT).startsWith("http");
            String host = web ? url.group(2) : url.group(2).replaceFirst(":[0-9]*$", "");
            return page(web ? url.group(1).toLowerCase(Locale.ROOT) : "https", host, url.group(3));
        }
        Matcher scp = SCP.matcher(text);
        return scp.matches() && !text.contains("://") ? page("https", scp.group(1), scp.group(2)) : Optional.empty();
    }

    private static Optional<Address> page(String scheme, String host, String path) {
        String project =
                path.replaceFirst("[?#].*$", "").replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        boolean whole = !project.isEmpty()
                && HOST.matcher(host).matches()
                && List.of(project.split("/")).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        return whole
                ? Address.of(scheme + "://" + web(host) + "/" + encoded(project.replace("%20", " ")))
                : Optional.empty();
    }

    private static String web(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        for (String name : SSH_NAMES) {
            if (lower.equals(name + "github.com")
                    || lower.equals(name + "gitlab.com")
                    || lower.equals(name + "bitbucket.org")) {
                return lower.substring(name.length());
            }
        }
        return lower;
    }

    /** A name as part of a path, its slashes kept. */
    static String encoded(String name) {
        StringBuilder path = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xFF);
            if (c == '/' || UNRESERVED.indexOf(c) >= 0) {
                path.append(c);
            } else {
                path.append(String.format("%%%02X", each & 0xFF));
            }
        }
        return path.toString();
    }
}
