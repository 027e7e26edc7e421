package io.jenkins.plugins.deploymentworkflow.target.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.target.TargetException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptReportTest {
    @Test
    void theLastLineMayBeTheSharesOfTheVersions() {
        assertEquals(
                Map.of("1.2.0", Share.ofPercent(75), "1.3.0-rc.1", Share.ofPercent(25)),
                ScriptReport.of("asking the router\n{\"versions\":{\"1.2.0\":\"75%\",\"1.3.0-rc.1\":\"25%\"}}\n\n")
                        .versions());
    }

    @Test
    void theLastLineMayBeTheOneVersionThatServes() {
        assertEquals(
                Map.of("1.2.0+build.5", Share.FULL),
                ScriptReport.of("  1.2.0+build.5 \n").versions());
    }

    @Test
    void theNameOfATagIsTakenForItsVersion() {
        assertEquals(Map.of("1.2.0", Share.FULL), ScriptReport.of("v1.2.0").versions());
        assertEquals(
                Map.of("1.2.0", Share.FULL),
                ScriptReport.of("{\"versions\":{\"v1.2.0\":\"100%\"}}").versions());
    }

    @Test
    void noOutputMeansThatNothingServes() {
        assertEquals(Map.of(), ScriptReport.of("\n").versions());
        assertEquals(Map.of(), ScriptReport.of("{\"versions\":{}}").versions());
    }

    @Test
    void anythingElseIsRefusedWithWhatWasFound() {
        refused("none", "'none' is no version");
        refused("nothing is deployed", "'nothing is deployed' is no version");
        refused("{\"versions\":{\"1.2.0\":\"60%\"}}", "the shares add up to 60.0%, not to 100%");
        refused("{\"versions\":{\"1.2.0\":\"101%\"}}", "101%");
        refused("{\"versions\":{\"1.2.0\":null}}", "'1.2.0' has no share");
        refused("{\"versions\":{\"a b\":\"100%\"}}", "'a b' is no version");
        refused("{\"versions\":", "versions");
        refused("{\"version\":\"1.2.0\"}", "versions");
        refused("{\"versions\":{}} trailing", "trailing");
    }

    private static void refused(String output, String why) {
        TargetException refused = assertThrows(TargetException.class, () -> ScriptReport.of(output));
        assertTrue(refused.getMessage().contains("found '" + output + "'"), refused.getMessage());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }
}
