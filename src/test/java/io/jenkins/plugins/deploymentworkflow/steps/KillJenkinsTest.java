package io.jenkins.plugins.deploymentworkflow.steps;

import io.jenkins.plugins.deploymentworkflow.steps.journey.Journeys;
import java.io.Serializable;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A controller that is killed in the middle of deployments goes on with them when it is started again. */
class KillJenkinsTest {
    @RegisterExtension
    final RealJenkinsExtension controller = new RealJenkinsExtension().withTimeout(600);

    /** What the controller's own process is told. */
    private record Place(String holds) implements Serializable {}

    @Test
    void whatWasUnderWayEndsAsIfNothingHadHappened(@TempDir Path holds) throws Throwable {
        Place place = new Place(holds.toString());
        controller.startJenkins();
        controller.runRemotely(jenkins -> {
            Journeys.begin(jenkins, Path.of(place.holds()));
        });
        controller.stopJenkinsForcibly();
        controller.startJenkins();
        controller.runRemotely(jenkins -> {
            Journeys.end(jenkins, Path.of(place.holds()));
        });
    }
}
