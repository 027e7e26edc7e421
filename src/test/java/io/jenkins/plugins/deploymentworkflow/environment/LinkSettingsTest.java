package io.jenkins.plugins.deploymentworkflow.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code links} of {@code config/release.yaml}. */
class LinkSettingsTest {
    private static final String FILE = "config/release.yaml";

    @Test
    void everythingCanBeSet() {
        LinkSettings links = ReleaseFile.read(
                        FILE,
                        """
                        links:
                          repository: https://git.example/acme/shop/
                          host: gitlab
                          jira: { url: "https://acme.atlassian.net", projects: [SHOP, OPS] }
                          clickup: { team: 42 }
                        """)
                .links();
        assertEquals(
                new LinkSettings(
                        Optional.of(URI.create("https://git.example/acme/shop")),
                        Optional.of(LinkSettings.Host.GITLAB),
                        Optional.of(new LinkSettings.Jira(
                                URI.create("https://acme.atlassian.net"), List.of("SHOP", "OPS"))),
                        Optional.of(new LinkSettings.ClickUp(URI.create("https://app.clickup.com"), Optional.of("42")))),
                links);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repository: 'javascript:alert(1)' | links.repository: expected an address such as https://host/path",
                "repository: 'https://host/?x' | expected an address",
                "repository: 'ssh://git@host/x' | expected an address",
                "host: svn | links.host: expected one of github, gitlab, gitea, bitbucket, found 'svn'",
                "jira: {} | links.jira",
                "jira: { url: 'https://j.example', projects: [shop] } | expected the key of a project such as SHOP",
                "clickup: { team: x } | expected the number of a workspace",
                "jir: {} | links.jir: unknown key; did you mean jira?",
            })
    void whatIsWrongIsSaid(String line, String message) {
        ConfigurationException wrong = assertThrows(
                ConfigurationException.class, () -> ReleaseFile.read(FILE, "links:\n  " + line));
        assertTrue(wrong.getMessage().contains(message), wrong.getMessage());
    }

    @Test
    void noMessageShowsACredential() {
        ConfigurationException wrong = assertThrows(
                ConfigurationException.class,
                () -> ReleaseFile.read(FILE, "links: { repository: 'https://ada:s3cret@git.example/x' }"));
        assertFalse(wrong.getMessage().contains("s3cret"), wrong.getMessage());
    }
}
