package io.jenkins.plugins.deploymentworkflow.versioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticVersionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.4",
                "1.2.3",
                "10.20.30",
                "1.1.2-prerelease+meta",
                "1.1.2+meta",
                "1.1.2+meta-valid",
                "1.0.0-alpha",
                "1.0.0-beta",
                "1.0.0-alpha.beta",
                "1.0.0-alpha.beta.1",
                "1.0.0-alpha.1",
                "1.0.0-alpha0.valid",
                "1.0.0-alpha.0valid",
                "1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay",
                "1.0.0-rc.1+build.1",
                "2.0.0-rc.1+build.123",
                "1.2.3-beta",
                "10.2.3-DEV-SNAPSHOT",
                "1.2.3-SNAPSHOT-123",
                "2.0.0+build.1848",
                "2.0.1-alpha.1227",
                "1.0.0-alpha+beta",
                "1.2.3----RC-SNAPSHOT.12.9.1--.12+788",
                "1.2.3----R-S.12.9.1--.12+meta",
                "1.2.3----RC-SNAPSHOT.12.9.1--.12",
                "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
                "1.0.0-0A.is.legal",
                "2147483647.0.0",
                "1.0.0-20261123185600"
            })
    void whatSemverOrgCallsValidIsReadAndKeptAsWritten(String text) {
        assertEquals(text, SemanticVersion.of(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3-0123",
                "1.2.3-0123.0123",
                "1.1.2+.123",
                "+invalid",
                "-invalid",
                "-invalid+invalid",
                "-invalid.01",
                "alpha",
                "alpha.beta",
                "alpha.beta.1",
                "alpha.1",
                "alpha+beta",
                "alpha_beta",
                "alpha.",
                "alpha..",
                "beta",
                "1.0.0-alpha_beta",
                "-alpha.",
                "1.0.0-alpha..",
                "1.0.0-alpha..1",
                "1.0.0-alpha...1",
                "01.1.1",
                "1.01.1",
                "1.1.01",
                "1.2.3.DEV",
                "1.2-SNAPSHOT",
                "1.2.31.2.3----RC-SNAPSHOT.12.09.1--..12+788",
                "1.2-RC-SNAPSHOT",
                "-1.0.3-gamma+b7718",
                "+justmeta",
                "9.8.7+meta+meta",
                "9.8.7-whatever+meta+meta",
                "99999999999999999999999.999999999999999999.99999999999999999----RC-SNAPSHOT.12.09.1--------..12",
                "v1.2.3",
                "V1.2.3",
                "=1.2.3",
                " 1.2.3",
                "1.2.3 ",
                "1.2.3\n",
                "1.2.3\u0000",
                "\u0661.2.3",
                "1.2.\uff13",
                "1.2.3-\u0661",
                "1.2.3-\u00e4",
                "2147483648.0.0",
                "1.2.3-9999999999999999999"
            })
    void whatIsNoneOrTooLargeIsRefused(String text) {
        assertFalse(SemanticVersion.isValid(text));
        assertThrows(IllegalArgumentException.class, () -> SemanticVersion.of(text));
    }

    @Test
    void lengthIsBounded() {
        assertTrue(SemanticVersion.isValid("1.2.3-" + "a".repeat(122)));
        assertFalse(SemanticVersion.isValid("1.2.3-" + "a".repeat(123)));
        assertFalse(SemanticVersion.isValid("1.2.3-" + "a.".repeat(1_000_000)));
    }

    @Test
    void aTagNamedAsAVersionGetsAHint() {
        var refused = assertThrows(IllegalArgumentException.class, () -> SemanticVersion.require("v1.2.3"));
        assertTrue(refused.getMessage().endsWith("found 'v1.2.3' (without the v)"), refused.getMessage());
    }

    @Test
    void itsPartsAreThoseThatAreWritten() {
        SemanticVersion version = SemanticVersion.of("1.22.333-rc.1+build.5");
        assertEquals(1, version.major());
        assertEquals(22, version.minor());
        assertEquals(333, version.patch());
        assertEquals("rc.1", version.prerelease());
        assertEquals("build.5", version.build());
        assertEquals("1.22.333", version.release().toString());
    }

    @Test
    void precedenceIsThatOfTheSpecification() {
        List<SemanticVersion> ordered = Stream.of(
                        "0.9.9",
                        "1.0.0-0",
                        "1.0.0-2",
                        "1.0.0-11",
                        "1.0.0-999999999999999999",
                        "1.0.0-A",
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.1.0",
                        "1.0.0-alpha.beta",
                        "1.0.0-alpha-1",
                        "1.0.0-beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0.0-rc.1",
                        "1.0.0",
                        "1.9.0",
                        "1.10.0",
                        "2.0.0",
                        "2.1.0",
                        "2.1.1",
                        "10.0.0")
                .map(SemanticVersion::of)
                .toList();
        List<SemanticVersion> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(1));
        Collections.sort(shuffled);
        assertEquals(ordered, shuffled);
        for (int i = 0; i < ordered.size(); i++) {
            for (int k = 0; k < ordered.size(); k++) {
                assertEquals(Integer.compare(i, k), ordered.get(i).compareTo(ordered.get(k)));
            }
        }
    }

    @Test
    void buildMetadataCountsForNothingButTheText() {
        SemanticVersion one = SemanticVersion.of("1.0.0+20130313144700");
        SemanticVersion other = SemanticVersion.of("1.0.0+exp.sha.5114f85");
        assertEquals(0, one.compareTo(other));
        assertNotEquals(one, other);
        assertEquals("1.0.0+20130313144700", one.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, 1.2.4, 1.3.0, 2.0.0",
        "1.2.3+build, 1.2.4, 1.3.0, 2.0.0",
        "1.2.3-rc.1, 1.2.3, 1.3.0, 2.0.0",
        "1.2.0-rc.1, 1.2.0, 1.2.0, 2.0.0",
        "2.0.0-rc.1+b, 2.0.0, 2.0.0, 2.0.0",
        "0.0.0, 0.0.1, 0.1.0, 1.0.0"
    })
    void aBumpRaisesOneNumberAndAPrereleaseBecomesItsRelease(String text, String patch, String minor, String major) {
        SemanticVersion version = SemanticVersion.of(text);
        assertEquals(patch, version.bump(Bump.PATCH).toString());
        assertEquals(minor, version.bump(Bump.MINOR).toString());
        assertEquals(major, version.bump(Bump.MAJOR).toString());
        assertEquals(version, version.bump(Bump.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, '', 1.2.4-rc.1",
        "1.2.3, beta, 1.2.4-beta.1",
        "1.2.3-rc.1, '', 1.2.3-rc.2",
        "1.2.3-rc.9+b, rc, 1.2.3-rc.10",
        "1.2.3-alpha, '', 1.2.3-alpha.1",
        "1.2.3-beta.4, rc, 1.2.3-rc.1",
        "1.2.3-4, '', 1.2.3-5",
        "1.2.3-a.b.7, a.b, 1.2.3-a.b.8"
    })
    void aPrereleaseIsFollowedByTheNext(String text, String identifier, String next) {
        assertEquals(next, SemanticVersion.of(text).bumpPrerelease(identifier).toString());
    }

    @Test
    void noBumpGoesBackOrOver() {
        assertThrows(
                IllegalArgumentException.class,
                () -> SemanticVersion.of("1.0.0-rc.1").bumpPrerelease("beta"));
        assertThrows(
                IllegalArgumentException.class,
                () -> SemanticVersion.of("1.0.0").bumpPrerelease("b_d"));
        assertThrows(
                IllegalArgumentException.class,
                () -> SemanticVersion.of("2147483647.0.0").bump(Bump.MAJOR));
    }
}
