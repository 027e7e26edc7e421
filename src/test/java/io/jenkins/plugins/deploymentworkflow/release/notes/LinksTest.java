package io.jenkins.plugins.deploymentworkflow.release.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jenkins.plugins.deploymentworkflow.environment.LinkSettings;
import io.jenkins.plugins.deploymentworkflow.environment.ReleaseFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/shop.git, https://github.com/acme/shop",
        "https://ada:ghp_x@github.com/acme/shop, https://github.com/acme/shop",
        "https://a@b:c@d@github.com/acme/shop/, https://github.com/acme/shop",
        "http://git.example:8080/acme/shop.git, http://git.example:8080/acme/shop",
        "ssh://git@gitlab.example:2222/group/sub/shop.git, https://gitlab.example/group/sub/shop",
        "ssh://git@ssh.github.com:443/acme/shop.git, https://github.com/acme/shop",
        "git@github.com:acme/shop.git, https://github.com/acme/shop",
        "GitHub.com:/acme/shop, https://github.com/acme/shop",
        "git://host.example/acme/a b, https://host.example/acme/a%20b",
    })
    void theRemoteSaysWhereTheProjectsPageIs(String remote, String page) {
        assertEquals(Optional.of(new Address(page)), Addresses.ofRemote(remote));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/srv/git/shop.git",
                "../shop",
                "C:/git/shop",
                "file:///srv/shop",
                "javascript:alert(1)//x",
                "https://github.com/",
                "https://github.com/../../x",
                "https://evil<script>.example/x",
                "ext::sh -c id",
                "https://[::1]/x"
            })
    void whatIsNoProjectsPageIsNotLinked(String remote) {
        assertEquals(Optional.empty(), Addresses.ofRemote(remote));
    }

    @ParameterizedTest
    @CsvSource({
        "git@github.com:a/b, https://github.com/a/b/issues/7 https://github.com/a/b/pull/7"
                + " https://github.com/a/b/commit/f00 https://github.com/a/b/compare/v1...v2%20x",
        "git@gitlab.com:a/b, https://gitlab.com/a/b/-/issues/7 https://gitlab.com/a/b/-/merge_requests/7"
                + " https://gitlab.com/a/b/-/commit/f00 https://gitlab.com/a/b/-/compare/v1...v2%20x",
        "git@codeberg.org:a/b, https://codeberg.org/a/b/issues/7 https://codeberg.org/a/b/pulls/7"
                + " https://codeberg.org/a/b/commit/f00 https://codeberg.org/a/b/compare/v1...v2%20x",
        "git@bitbucket.org:a/b, https://bitbucket.org/a/b/issues/7 https://bitbucket.org/a/b/pull-requests/7"
                + " https://bitbucket.org/a/b/commits/f00 https://bitbucket.org/a/b/branches/compare/v2%20x%0Dv1",
        "git@git.example:a/b, ''",
    })
    void everyHostHasItsPages(String remote, String pages) {
        CodeHost host = CodeHost.of(LinkSettings.DEFAULT, remote);
        assertEquals(
                pages,
                List.of(host.issue("", "7"), host.pullRequest("", "7"), host.commit("f00"), host.compare("v1", "v2 x"))
                        .stream()
                        .flatMap(Optional::stream)
                        .map(Address::text)
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void theConfigurationSaysWhatTheRemoteDoesNot() {
        LinkSettings settings = links("links: { repository: 'https://git.example/acme/shop/', host: gitlab }");
        assertEquals(
                Optional.of(new Address("https://git.example/acme/shop/-/commit/f00")),
                CodeHost.of(settings, "").commit("f00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fix #12, GH-13 and acme/docs#14 | #12 #13 acme/docs#14",
                "#12 and #12 again | #12",
                "(#5) [#6] #7. #8, | #5 #6 #7 #8",
                "no: a#1 #0 #01 #x x#y C#7 /#9 #1a UTF-8 OPS-7 !34 | ''",
                "a/../b#3 | a/../b#3",
            })
    void issuesOfGitHubAreFound(String text, String found) {
        assertEquals(found, found("git@github.com:acme/shop.git", "", text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#12, !34, group/sub/project!35 and group/project#36 | #12 group/project#36 !34 group/sub/project!35",
                "GH-12 wow!3 | ''",
            })
    void issuesAndMergeRequestsOfGitLabAreFound(String text, String found) {
        assertEquals(found, found("git@gitlab.com:acme/shop.git", "", text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "links: { jira: { url: 'https://j.example' } } | OPS-7, A2B-1: UTF-8 SHA-256 CVE-2024-1 x-1 | OPS-7 A2B-1",
                "links: { jira: { url: 'https://j.example', projects: [SHOP] } } | SHOP-1 OPS-7 | SHOP-1",
                "links: { clickup: {} } | CU-86a1b2c3d and #9hz4f5k, #12 #beef | #12 CU-86a1b2c3d CU-9hz4f5k",
                "links: { clickup: { team: '42' } } | DEV-12 | DEV-12",
            })
    void issuesOfTrackersAreFoundWhenTheyAreConfigured(String settings, String text, String found) {
        assertEquals(found, found("", settings, text));
    }

    @Test
    void issuesLeadToTheirTracker() {
        LinkSettings settings =
                links("links: { jira: { url: 'https://acme.atlassian.net/' }, clickup: { url: 'https://c.example' } }");
        List<Reference> found = new References(CodeHost.of(settings, "git@github.com:acme/shop"), settings)
                .issues("OPS-7 CU-86a1b2c3d other/shop#3 a/../b#4");
        assertEquals(
                List.of(
                        Optional.of(new Address("https://github.com/other/shop/issues/3")),
                        Optional.empty(),
                        Optional.of(new Address("https://acme.atlassian.net/browse/OPS-7")),
                        Optional.of(new Address("https://c.example/t/86a1b2c3d"))),
                found.stream().map(Reference::url).toList());
    }

    @Test
    void noTextTakesLongToSearch() {
        for (String piece : List.of("a/", "a", "A-", "#", "a/b/c/d/e/f/g/h#", "CU-", "GH-", "!", "ABC_")) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> found(
                            "git@gitlab.com:a/b",
                            "links: { jira: { url: 'https://j.example' }, clickup: {} }",
                            "#" + piece.repeat(1 << 19)));
        }
    }

    private static String found(String remote, String settings, String text) {
        LinkSettings links = links(settings);
        return new References(CodeHost.of(links, remote), links)
                .issues(text).stream().map(Reference::text).collect(Collectors.joining(" "));
    }

    private static LinkSettings links(String text) {
        return ReleaseFile.read("config/release.yaml", text).links();
    }
}
