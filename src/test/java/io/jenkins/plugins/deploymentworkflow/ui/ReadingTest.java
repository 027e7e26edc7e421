package io.jenkins.plugins.deploymentworkflow.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private final Deque<Entry> unread = new ArrayDeque<>();
    private int asked;
    private final Reading reading = new Reading(Told.ID, this::news);

    private List<Entry> news() {
        asked++;
        List<Entry> news = List.copyOf(unread);
        unread.clear();
        return news;
    }

    @Test
    void aViewIsMadeAgainOnlyWhenSomethingHasHappened() {
        unread.addAll(new Told().started().planned(Told.canary()).entries());
        DeploymentView first = reading.now().orElseThrow();
        assertSame(first, reading.now().orElseThrow());
        unread.add(new Entry(3, Told.START, new Event.Resumed("another", "bob"), "", ""));
        assertSame(first, reading.now().orElseThrow(), "nothing has happened to this one");
        unread.add(new Entry(4, Told.START, new Event.Resumed(Told.ID, "bob"), "", ""));
        assertEquals(4, reading.now().orElseThrow().sequence());
    }

    @Test
    void afterItsEndTheLedgerIsNotAskedAnyMore() {
        unread.addAll(new Told().started().end(Event.Outcome.SUCCEEDED, "").entries());
        assertEquals("succeeded", reading.now().orElseThrow().getOutcome());
        assertEquals("succeeded", reading.now().orElseThrow().getOutcome());
        assertEquals(1, asked);
    }

    @Test
    void whatTheLedgerDoesNotHaveMayComeLater() {
        assertTrue(reading.now().isEmpty());
        unread.addAll(new Told().started().entries());
        assertTrue(reading.now().isPresent());
    }
}
