package io.jenkins.plugins.deploymentworkflow.release.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.deploymentworkflow.environment.LinkSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page that opens a pull request, of every host that is known, and never with what is secret or hostile. */
class PullRequestPageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "git@github.com:acme/shop.git | https://github.com/acme/shop/compare/main...release/v1.1.0?expand=1",
                "https://ada:secret@github.com/acme/shop | https://github.com/acme/shop/compare/main...release/v1.1.0?expand=1",
                "ssh://git@gitlab.example.org:2222/a/b/shop.git | https://gitlab.example.org/a/b/shop/-/merge_requests/new?merge_request%5Bsource_branch%5D=release/v1.1.0&merge_request%5Btarget_branch%5D=main",
                "git@bitbucket.org:acme/shop.git | https://bitbucket.org/acme/shop/pull-requests/new?source=release/v1.1.0&dest=main",
                "https://codeberg.org/acme/shop.git | https://codeberg.org/acme/shop/compare/main...release/v1.1.0",
                "https://git.example.org/acme/shop.git | ''",
                "/srv/git/github.com/shop.git | ''",
                "https://secret@github.com@evil/../x | ''",
                "'' | ''"
            })
    void isOfTheHost(String remote, String page) {
        assertEquals(page, opening(remote, "release/v1.1.0"));
    }

    @ParameterizedTest
    @CsvSource({"x&dest=evil, x%26dest%3Devil", "x#y, x%23y", "'x y\"<', x%20y%22%3C", "ü, %C3%BC"})
    void encodesNames(String branch, String encoded) {
        assertEquals(
                "https://bitbucket.org/acme/shop/pull-requests/new?source=" + encoded + "&dest=main",
                opening("git@bitbucket.org:acme/shop.git", branch));
    }

    private static String opening(String remote, String from) {
        return PullRequestPage.opening(LinkSettings.DEFAULT, remote, from, "main")
                .map(Address::text)
                .orElse("");
    }
}
