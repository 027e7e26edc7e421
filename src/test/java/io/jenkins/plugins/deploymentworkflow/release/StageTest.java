package io.jenkins.plugins.deploymentworkflow.release;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes next, for every state of the remote. */
class StageTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // tip, there, lost, landings, older, tagged, fits, back, returned
                "a, -, false, '', -, -, false, false, false, PROPOSE",
                "b, a, false, '', -, -, false, false, false, PROPOSE",
                "a, a, false, '', -, -, false, false, false, AWAIT_MAIN",
                "a, -, true, '', -, -, false, false, false, LOST",
                "a, a, false, m, -, -, false, false, false, TAG",
                "a, -, true, m, -, -, false, false, false, TAG",
                "a, -, true, m, -, -, false, true, false, TAG",
                "a, a, false, m n, -, -, false, false, false, AMBIGUOUS",
                "a, a, false, m, v1.0.0, -, false, false, false, EMPTY",
                "-, -, false, '', -, -, false, false, false, UNKNOWN",
                "-, -, true, '', -, -, false, false, false, UNKNOWN",
                "a, a, false, m, -, x, false, false, false, TAGGED_ELSEWHERE",
                "a, a, false, m, -, x, false, true, true, TAGGED_ELSEWHERE",
                "a, a, false, m, -, m, true, false, false, RETURN",
                "-, -, false, '', -, m, true, false, false, RETURN",
                "a, a, false, m, -, m, true, true, false, AWAIT_RETURN",
                "a, a, false, m n, -, m, true, true, false, AWAIT_RETURN",
                "a, a, false, m, -, m, true, true, true, LEAVE",
                "-, -, false, '', -, m, true, false, true, LEAVE"
            })
    void follows(
            String tip,
            String there,
            boolean lost,
            String landings,
            String older,
            String tagged,
            boolean fits,
            boolean back,
            boolean returned,
            Stage next) {
        Standing standing = new Standing(
                Kind.RELEASE,
                "1.1.0",
                "v1.1.0",
                "release/v1.1.0",
                Optional.ofNullable(tip),
                Optional.ofNullable(there),
                lost,
                "main",
                Arrays.stream(landings.split(" ")).filter(one -> !one.isEmpty()).toList(),
                Optional.ofNullable(older),
                Optional.ofNullable(tagged),
                fits,
                "develop",
                "d",
                back ? Optional.of("w") : Optional.empty(),
                back,
                returned,
                Map.of());
        assertEquals(next, Stage.of(standing));
        assertEquals("merge/v1.1.0-to-develop", standing.backBranch());
    }
}
