package io.jenkins.plugins.deploymentworkflow.environment;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/** Checks addresses, with their secrets filled in but without showing them. */
final class Urls {
    private Urls() {}

    /** Notes a problem when the value of the key is there and is no address of one of the schemes. */
    static void check(Section section, String key, String... schemes) {
        section.revealed(key).filter(url -> !url.isBlank()).ifPresent(url -> {
            if (!valid(url, List.of(schemes))) {
                section.problem(
                        key,
                        "expected an address such as " + schemes[schemes.length - 1] + "://host/path, found '"
                                + section.text(key).orElse("") + "'");
            }
        });
    }

    private static boolean valid(String url, List<String> schemes) {
        try {
            // What {{version}} stands for is not known yet, and braces are not allowed in an address.
            URI uri = new URI(url.replaceAll("\\{\\{[^{}]*}}", "0"));
            return uri.getScheme() != null
                    && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getPort() <= 65535;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
