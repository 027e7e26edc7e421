package io.jenkins.plugins.deploymentworkflow.environment;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads {@code links} of {@code config/release.yaml}. */
final class LinksSection {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final URI CLICKUP = URI.create("https://app.clickup.com");

    private LinksSection() {}

    static LinkSettings read(Section section) {
        LinkSettings links = new LinkSettings(
                section.parsed("repository", "the project's page", LinksSection::address),
                section.parsed(
                        "host",
                        "one of " + String.join(", ", Values.words(LinkSettings.Host.class)),
                        text -> Values.choose(text, LinkSettings.Host.class)),
                section.section("jira").map(LinksSection::jira),
                section.section("clickup").map(LinksSection::clickup));
        section.close();
        return links;
    }

    private static LinkSettings.Jira jira(Section section) {
        LinkSettings.Jira jira = new LinkSettings.Jira(
                section.required(
                        "url", "an address", "https://acme.atlassian.net", LinksSection::address, URI.create("")),
                section.list("projects", "the key of a project", LinksSection::project)
                        .orElse(List.of()));
        section.close();
        return jira;
    }

    private static LinkSettings.ClickUp clickup(Section section) {
        LinkSettings.ClickUp clickup = new LinkSettings.ClickUp(
                section.parsed("url", "an address", LinksSection::address).orElse(CLICKUP),
                section.parsed("team", "the number of a workspace", LinksSection::team));
        section.close();
        return clickup;
    }

    /** Without a slash at its end, since paths are put behind it. */
    private static URI address(String text) {
        try {
            URI uri = new URI(text.replaceFirst("/+$", ""));
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (SCHEMES.contains(scheme)
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // As below.
        }
        throw new IllegalArgumentException(
                "expected an address such as https://host/path, without a user, ? and #, found '"
                        + text.replaceAll("//.*@", "//****@") + "'");
    }

    private static String project(String text) {
        if (!text.matches("[A-Z][A-Z0-9_]{1,50}")) {
            throw new IllegalArgumentException("expected the key of a project such as SHOP, found '" + text + "'");
        }
        return text;
    }

    private static String team(String text) {
        if (!text.matches("[0-9]{1,20}")) {
            throw new IllegalArgumentException("expected the number of a workspace, found '" + text + "'");
        }
        return text;
    }
}
