package io.jenkins.plugins.deploymentworkflow.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.ActionOutcome;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentFoldTest {
    @Test
    void thePlanSaysWhatIsDoneWhatGoesOnAndWhatComes() {
        DeploymentView view =
                new Told().started().planned(Told.canary()).done(0).begun(1).view();
        assertEquals(List.of("done", "now", "next"), states(view.getPlans().get(0)));
        assertEquals("watch 1.1.0 at 25% for 10s", view.getNow());
        assertEquals("10s", view.getPlans().get(0).actions().get(1).getPlanned());
        assertEquals("1h", view.getPlans().get(0).actions().get(1).getAtMost());
        assertEquals("running", view.getOutcome());
        assertEquals("", view.getReason());
    }

    @Test
    void beforeThereIsAPlanItIsPlanning() {
        DeploymentView view = new Told().started().view();
        assertEquals("planning", view.getNow());
        assertNull(view.getPicture());
        assertEquals("shop #7 by alice", view.getActor());
        assertEquals("0123456789ab", view.getShortCommit());
    }

    @Test
    void whatWasNotReachedWhenItTurnedBackIsLeftOut() {
        DeploymentView view = new Told()
                .started()
                .planned(Told.canary())
                .done(0)
                .begun(1)
                .judged(Verdict.State.FAIL, "12.5%")
                .ended(1, ActionOutcome.FAILED, "too many errors")
                .tell(new Event.RollbackStarted(Told.ID, Event.Outcome.ROLLED_BACK, "too many errors"))
                .plannedBack(0, Told.plan(List.of(Told.route(0, 25))))
                .view();
        assertEquals(List.of("done", "failed", "left out"), states(view.getPlans().get(0)));
        assertEquals(List.of("next"), states(view.getPlans().get(1)));
        assertTrue(view.getPlans().get(1).isBack());
        assertEquals("too many errors", view.getPlans().get(1).getReason());
        assertEquals("failed", view.getVerdicts().get(0).getState());
        assertEquals(120, view.getVerdicts().get(0).getSamples());
    }

    @Test
    void whatWasUnderWayAtTheEndIsCancelled() {
        DeploymentView view = new Told()
                .started()
                .planned(Told.canary())
                .begun(0)
                .end(Event.Outcome.ABORTED, "aborted by bob")
                .view();
        assertEquals(List.of("cancelled", "left out", "left out"), states(view.getPlans().get(0)));
        assertEquals("aborted", view.getOutcome());
        assertEquals("aborted by bob", view.getReason());
        assertEquals(Told.START.plusSeconds(3), view.getEndedAt());
    }

    @Test
    void aWaitForAPersonIsOverWhenItIsReleased() {
        Told told = new Told()
                .started()
                .planned(Told.canary())
                .done(0)
                .begun(1)
                .tell(new Event.Held(Told.ID, "no data", Told.START.plusSeconds(3600)));
        assertEquals("no data", told.view().getHeld());
        told.tell(new Event.Requested(Told.ID, Event.Request.RELEASE, "alice", "looks well"));
        assertEquals("", told.view().getHeld());
        assertEquals(
                List.of("held for a person: no data", "release asked for by alice: looks well"),
                told.view().getNotes().stream().map(Note::words).toList());
    }

    @Test
    void eventsOfOtherDeploymentsAndAfterTheEndArePassedOver() {
        DeploymentFold fold = new DeploymentFold(Told.ID);
        Entry foreign = new Entry(1, Told.START, new Event.Resumed("another", "bob"), "", "");
        assertFalse(fold.apply(foreign));
        assertTrue(fold.view().isEmpty());
        new Told().started().end(Event.Outcome.SUCCEEDED, "").entries().forEach(fold::apply);
        assertTrue(fold.over());
        assertFalse(fold.apply(new Entry(9, Told.START, new Event.Resumed(Told.ID, "bob"), "", "")));
        assertEquals(2, fold.view().orElseThrow().sequence());
    }

    @Test
    void anActionThatIsTriedAgainCountsItsAttempts() {
        DeploymentView view = new Told()
                .started()
                .planned(Told.canary())
                .begun(0)
                .tell(new Event.ActionStarted(Told.ID, Event.Phase.FORWARD, 0, 0, 1, "again"))
                .view();
        assertEquals(2, view.getPlans().get(0).actions().get(0).getAttempt());
        assertEquals(
                Told.START.plusSeconds(3),
                view.getPlans().get(0).actions().get(0).getSince());
    }

    @Test
    void ofALongPlanThePartAroundTheActionUnderWayIsShown() {
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            actions.add(Told.pause());
        }
        Told told = new Told().started().planned(Told.plan(actions));
        assertEquals(0, told.view().getPlans().get(0).getBefore());
        for (int i = 0; i < 500; i++) {
            told.done(i);
        }
        PlanView plan = told.begun(500).view().getPlans().get(0);
        assertEquals(500, plan.getDone());
        assertEquals(3 * PlanView.AROUND, plan.getShown().size());
        assertEquals(460, plan.getBefore());
        assertEquals(461, plan.getShown().get(0).getNumber());
        assertEquals(1000, plan.getBefore() + plan.getShown().size() + plan.getAfter());
    }

    @Test
    void whatIsKeptStaysSmallHoweverManyEventsThereAre() {
        Told told = new Told().started().planned(Told.canary());
        for (int i = 0; i < 10_000; i++) {
            told.seen(i % 2 == 0 ? 25 : 26, i, i / 100);
            told.tell(new Event.Resumed(Told.ID, "bob"));
        }
        DeploymentView view = told.view();
        assertNotNull(view.getPicture());
        assertTrue(view.getRows().size() <= SeenRows.MOST, "rows: " + view.getRows().size());
        assertTrue(view.getNotes().size() <= DeploymentFold.MOST, "notes: " + view.getNotes().size());
        int characters = view.getPicture().getPanels().stream()
                .flatMap(panel -> panel.getShapes().stream())
                .mapToInt(shape -> shape.getPath().length())
                .sum();
        assertTrue(characters < 100_000, "characters of the picture: " + characters);
    }

    private static List<String> states(PlanView plan) {
        return plan.actions().stream().map(ActionView::getState).toList();
    }
}
