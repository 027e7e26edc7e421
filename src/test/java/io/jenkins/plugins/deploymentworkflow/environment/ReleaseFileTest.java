package io.jenkins.plugins.deploymentworkflow.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code config/release.yaml}: every part has a default, and what is wrong is said with its line, all at once. */
class ReleaseFileTest {
    private static final String FILE = "config/release.yaml";

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing yet\n", "push: true", "branches: {}"})
    void everythingHasADefault(String text) {
        assertEquals(ReleaseSettings.DEFAULT, ReleaseFile.read(FILE, text));
    }

    @Test
    void everythingCanBeSet() {
        ReleaseSettings settings = ReleaseFile.read(
                FILE,
                """
                branches: { main: master, develop: next, release: rel-, hotfix: fix/ }
                tags: { prefix: "", sign: true }
                remote: upstream
                push: false
                atomic: false
                pullRequests: true
                versionFiles:
                  - VERSION
                  - { file: a/b.txt, pattern: "v(.*)" }
                development: { bump: patch, suffix: "", files: [] }
                """);
        assertEquals(new ReleaseSettings.Branches("master", "next", "rel-", "fix/"), settings.branches());
        assertEquals(new ReleaseSettings.Tags("", Optional.of(true)), settings.tags());
        assertEquals("upstream", settings.remote());
        assertEquals(
                List.of(false, false, true),
                List.of(settings.push(), settings.atomic(), settings.pullRequests()));
        assertEquals(
                List.of("VERSION", "a/b.txt"),
                settings.versionFiles().stream().map(ReleaseSettings.VersionFile::file).toList());
        assertEquals(
                new ReleaseSettings.Development(ReleaseSettings.Bump.PATCH, "", List.of()), settings.development());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "branches: { main: -x } | config/release.yaml:1: branches.main: expected a name",
                "branches: { main: 'a..b' } | expected a name",
                "branches: { main: develop } | expected another branch than main",
                "branches: { release: hot, hotfix: hotfix } | begins alike",
                "branch: {} | did you mean branches?",
                "remote: '--upload-pack=x' | expected a name",
                "versionFiles: [ ../x ] | expected a path from the root",
                "versionFiles: [ /etc/passwd ] | expected a path from the root",
                "versionFiles: [ a, a ] | expected each file once",
                "versionFiles: [ { pattern: 'x(y)' } ] | versionFiles[0].file: expected a value",
                "versionFiles: [ { file: a, pattern: 'xy' } ] | expected exactly one group",
                "versionFiles: [ { file: a, pattern: '(((' } ] | expected a regular expression",
                "development: { suffix: '-x' } | expected a pre-release",
                "development: { bump: tiny } | expected one of",
                "push: maybe | expected true or false",
                "- a | expected a map"
            })
    void whatIsWrongIsSaid(String text, String message) {
        String found = assertThrows(ConfigurationException.class, () -> ReleaseFile.read(FILE, text)).getMessage();
        assertTrue(found.contains(message), found);
    }

    @Test
    void allOfItAtOnce() {
        ConfigurationException wrong = assertThrows(
                ConfigurationException.class, () -> ReleaseFile.read(FILE, "push: 1\natomic: 2\nremote: 'a b'\n"));
        assertEquals(List.of(1, 2, 3), wrong.problems().stream().map(Problem::line).toList());
    }
}
