package io.jenkins.plugins.deploymentworkflow.versioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {
    private static List<String> table() throws IOException {
        try (var in = VersionRangeTest.class.getResourceAsStream("ranges.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    static Stream<String> rows() throws IOException {
        return table().stream().skip(1);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRangeHoldsWhatItHoldsForNpm(String row) throws IOException {
        String[] columns = row.split("\t", -1);
        VersionRange range = VersionRange.of(columns[0]);
        String held = Stream.of(table().get(0).split(" "))
                .filter(version -> range.contains(SemanticVersion.of(version)))
                .collect(Collectors.joining(" "));
        assertEquals(columns[1], held);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "latest",
                "foo",
                "1.2.3.4",
                ">=a.b",
                "||",
                "1 ||",
                "[1.0,2.0)",
                ">=1.2, <2",
                "!=1.2.3",
                "01.2",
                "1.2.3-",
                "1.x-rc",
                ">>1",
                "^",
                "1 - ",
                "1.2.3-01",
                "99999999999",
                "\u0661.2"
            })
    void whatIsNoRangeIsRefusedInsteadOfHoldingAllOrNothing(String text) {
        var refused = assertThrows(IllegalArgumentException.class, () -> VersionRange.of(text));
        assertTrue(refused.getMessage().startsWith("expected a range of versions such as >=3.10"));
    }

    @Test
    void aRangeIsBoundedInLength() {
        assertThrows(IllegalArgumentException.class, () -> VersionRange.of("1.2.3 || ".repeat(100_000) + "1"));
    }

    @Test
    void buildMetadataDoesNotKeepAVersionOut() {
        assertTrue(VersionRange.of("=1.2.3").contains(SemanticVersion.of("1.2.3+build.7")));
    }
}
