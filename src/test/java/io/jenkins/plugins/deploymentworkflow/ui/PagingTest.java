package io.jenkins.plugins.deploymentworkflow.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagingTest {
    @Test
    void pagesFollowEachOtherWithoutGapsThereAndBack() {
        for (int size : List.of(0, 1, 24, 25, 26, 60, 75)) {
            List<Integer> there = new ArrayList<>();
            int shown = 0;
            int skip = 0;
            while (skip >= 0) {
                Paging page = new Paging(skip, 25, size);
                there.add(skip);
                shown += size == 0 ? 0 : page.getLast() - page.getFirst() + 1;
                skip = page.getOlder();
            }
            assertEquals(size, shown);
            List<Integer> back = new ArrayList<>();
            skip = there.get(there.size() - 1);
            while (skip >= 0) {
                back.add(0, skip);
                skip = new Paging(skip, 25, size).getNewer();
            }
            assertEquals(there, back);
        }
    }

    @Test
    void beyondTheEndTheOnlyWayIsBack() {
        Paging beyond = new Paging(Integer.MAX_VALUE, 25, 60);
        assertEquals(60, beyond.getFirst());
        assertEquals(60, beyond.getLast());
        assertEquals(-1, beyond.getOlder());
        assertEquals(35, beyond.getNewer());
    }
}
