package io.jenkins.plugins.deploymentworkflow.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.analysis.Counters;
import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PictureTest {
    /** Ten seconds: nothing, then a quarter of the traffic after five. */
    private final DeploymentView quarter = new Told()
            .started()
            .planned(Told.canary())
            .begun(0)
            .tell(new Event.Resumed(Told.ID, "bob"))
            .ended(0, Event.ActionOutcome.DONE, "")
            .seen(25, 0, 0)
            .seen(25, 100, 0)
            .seen(25, 200, 20)
            .judged(Verdict.State.FAIL, "10%")
            .end(Event.Outcome.ABORTED, "")
            .view();

    @Test
    void thePicturesAreOfTrafficInstancesAndFailures() {
        assertEquals(
                List.of("traffic", "instances", "failures"),
                quarter.getPicture().getPanels().stream()
                        .map(Picture.Panel::getName)
                        .toList());
        assertEquals(
                List.of("1.1.0 dw-new", "1.0.0 dw-old"),
                quarter.getPicture().getLegend().stream()
                        .map(each -> each.getVersion() + " " + each.getCss())
                        .toList());
    }

    @Test
    void theSharesFillTheWholeHeightWithTheDeployedVersionBelow() {
        List<Picture.Shape> shapes =
                quarter.getPicture().getPanels().get(0).getShapes();
        // 9 seconds wide; the plan is made after 1, and the quarter is routed after 4.
        assertEquals("M111.1 100H444.4V75H1000V100H444.4V100H111.1Z", shapes.get(0).getPath());
        assertEquals("M111.1 0H444.4V0H1000V75H444.4V100H111.1Z", shapes.get(1).getPath());
    }

    @Test
    void anInstanceThatIsNotHealthyLeavesAGapBelowTheDashedLine() {
        Picture.Panel panel = quarter.getPicture().getPanels().get(1);
        assertEquals("4", panel.getTop());
        assertEquals("dw-line dw-all dw-new", panel.getShapes().get(0).getCss());
        assertEquals("M555.6 75H777.8V75H1000", panel.getShapes().get(0).getPath());
        assertEquals("M555.6 75H777.8V100H1000", panel.getShapes().get(1).getPath());
    }

    @Test
    void failuresAreBarsAgainstTheThresholdOfTheGate() {
        Picture.Panel panel = quarter.getPicture().getPanels().get(2);
        assertEquals("20%", panel.getTop());
        assertTrue(panel.isLimited());
        assertEquals("75", panel.getLimit());
        assertEquals("M777.8 100V0H888.9V100Z", panel.getShapes().get(0).getPath());
        assertEquals("", panel.getShapes().get(1).getPath());
        assertEquals("1.0.0: 0 of 2000, 1.1.0: 20 of 200", quarter.getFailures());
    }

    @Test
    void withoutAGateThereIsNoThreshold() {
        DeploymentView view = new Told()
                .started()
                .planned(Told.canary())
                .seen(25, 0, 0)
                .seen(25, 100, 0)
                .view();
        assertFalse(view.getPicture().getPanels().get(2).isLimited());
        assertEquals("5%", view.getPicture().getPanels().get(2).getTop());
    }

    @Test
    void theTableSaysTheSameInWords() {
        assertEquals(
                List.of(
                        "100% to 1.0.0; ",
                        "75% to 1.0.0, 25% to 1.1.0; ",
                        "75% to 1.0.0, 25% to 1.1.0; 4 of 4 of 1.0.0, 1 of 1 of 1.1.0",
                        "75% to 1.0.0, 25% to 1.1.0; 4 of 4 of 1.0.0, 0 of 1 of 1.1.0"),
                quarter.getRows().stream()
                        .map(row -> row.getTraffic() + "; " + row.getInstances())
                        .toList());
    }

    @Test
    void whatHappenedBesidesIsMarkedWhereItHappened() {
        assertEquals("333.3", quarter.getPicture().getMarks().get(0).getX());
        assertEquals(
                "gone on with by bob", quarter.getPicture().getMarks().get(0).getWords());
    }

    @Test
    void aDeploymentThatSawNothingHasNoPicture() {
        assertNull(new Told().started().end(Event.Outcome.SUCCEEDED, "").view().getPicture());
    }

    @Test
    void aVersionThatIsNeitherIsShownAsAnother() {
        DeploymentView view = new Told()
                .started()
                .tell(new Event.Observed(Told.ID, Map.of(), Map.of("0.9.0", Map.of("draining", 1)), Map.of()))
                .view();
        assertEquals("dw-other", view.getPicture().getLegend().get(0).getCss());
        assertEquals(
                List.of("instances"),
                view.getPicture().getPanels().stream()
                        .map(Picture.Panel::getName)
                        .toList());
    }

    @Test
    void countersThatBeginAnewAreCountedFromThere() {
        Requests requests = new Requests(Told.START);
        requests.add(Told.START, Map.of("1.0.0", counted(1000, 10)));
        requests.add(Told.START.plusSeconds(1), Map.of("1.0.0", counted(40, 4), "1.1.0", counted(5, 5)));
        assertEquals(
                new Requests.Span(Told.START.plusSeconds(1), 40, 4),
                requests.spans().get("1.0.0").get(0));
        assertEquals(
                new Requests.Span(Told.START.plusSeconds(1), 5, 5),
                requests.spans().get("1.1.0").get(0));
    }

    @Test
    void theLongerItTakesTheLongerTheSpansAndNothingIsLost() {
        Requests requests = new Requests(Told.START);
        int seconds = 100_000;
        for (int i = 0; i <= seconds; i++) {
            requests.add(Told.START.plusSeconds(i), Map.of("1.0.0", counted(i, i / 2)));
        }
        List<Requests.Span> spans = requests.spans().get("1.0.0");
        assertTrue(spans.size() <= Requests.MOST, "spans: " + spans.size());
        assertTrue(spans.size() > Requests.MOST / 4, "spans: " + spans.size());
        assertEquals(seconds, spans.stream().mapToLong(Requests.Span::requests).sum());
        assertEquals(seconds / 2, spans.stream().mapToLong(Requests.Span::failed).sum());
        assertTrue(requests.width().compareTo(Duration.ofSeconds(seconds / Requests.MOST)) > 0);
    }

    @Test
    void stepsKeepTheFirstAndTheLastOfManyChanges() {
        Steps<Integer> steps = new Steps<>((earlier, later) -> earlier);
        Instant at = Told.START;
        for (int i = 0; i < 10_000; i++) {
            steps.add(at.plusSeconds(i), i / 2);
        }
        TreeMap<Integer, Instant> kept = new TreeMap<>();
        steps.all().forEach(step -> kept.put(step.value(), step.at()));
        assertTrue(kept.size() <= Steps.MOST, "steps: " + kept.size());
        assertEquals(at, kept.get(0));
        assertEquals(at.plusSeconds(9998), kept.get(4999));
    }

    @Test
    void anInstanceThatWasUnhealthyOnceIsSeenAmongTenThousandLooks() {
        SeenFold fold = new SeenFold(Told.START);
        for (int i = 0; i < 10_000; i++) {
            int healthy = i == 4_321 ? 1 : 3 + i % 2;
            Map<String, Map<String, Integer>> instances =
                    Map.of("1.1.0", Map.of("healthy", healthy, "unhealthy", 4 - healthy));
            fold.observed(new Event.Observed(Told.ID, Map.of(), instances, Map.of()), Told.START.plusSeconds(i));
        }
        List<Steps.Step<Map<String, Seen.Instances>>> steps = fold.seen().instances();
        assertTrue(steps.size() <= Steps.MOST, "steps: " + steps.size());
        assertEquals(
                1,
                steps.stream()
                        .mapToInt(step -> step.value().get("1.1.0").healthy())
                        .min()
                        .orElseThrow());
        assertEquals(4, steps.get(steps.size() - 1).value().get("1.1.0").healthy(), "the last is as it was");
    }

    private static Counters counted(long requests, long errors) {
        return new Counters(requests, errors, List.of());
    }
}
