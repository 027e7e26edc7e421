package io.jenkins.plugins.deploymentworkflow.ledger;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The operations of an environment, in the order in which they began, in some 110 bytes each. Answers what History does,
 * from the newest backwards, for as far as is needed.
 */
final class IndexRows {
    private long[] numbers = new long[16 * IndexRow.WIDTH];
    private int size;
    /** By id; one more than the row, 0 where none is. A power of two long, half full at most. */
    private int[] byId = new int[32];
    /** The rows that changed which version serves, in the order in which they ended. */
    private int[] ended = new int[16];

    private int endedSize;
    /** For each place where builds were, the first row. */
    private final Map<Long, Integer> bySource = new LinkedHashMap<>();

    int size() {
        return size;
    }

    IndexRow row(int number) {
        return IndexRow.of(numbers, number * IndexRow.WIDTH);
    }

    /** Sets one, or adds one at the end. */
    void put(int number, IndexRow row) {
        if (number == size) {
            add(row);
            bySource.putIfAbsent(row.source(), number);
        }
        System.arraycopy(row.numbers(), 0, numbers, number * IndexRow.WIDTH, IndexRow.WIDTH);
    }

    /** Counts a row among those that changed which version serves; to be called in the order in which they ended. */
    void ended(int number) {
        if (row(number).deploys()) {
            if (endedSize == ended.length) {
                ended = Arrays.copyOf(ended, 2 * endedSize);
            }
            ended[endedSize++] = number;
        }
    }

    /** Counts all rows that have ended, after rows were put in any order. */
    void countEnded() {
        endedSize = 0;
        int[] order = IntStream.range(0, size)
                .filter(number -> !row(number).open())
                .boxed()
                .sorted(Comparator.comparingLong(number -> row(number).end()))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int number : order) {
            ended(number);
        }
    }

    /** The row of a deployment, -1 when there is none. */
    int find(long id) {
        for (int slot = slot(id); byId[slot] != 0; slot = slot + 1 & byId.length - 1) {
            if (numbers[(byId[slot] - 1) * IndexRow.WIDTH + 7] == id) {
                return byId[slot] - 1;
            }
        }
        return -1;
    }

    /** One row of each place where builds were that began operations. */
    Collection<Integer> ofEachSource() {
        return bySource.values();
    }

    private void add(IndexRow row) {
        if ((size + 1) * IndexRow.WIDTH > numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        }
        size++;
        if (2 * size > byId.length) {
            byId = new int[2 * byId.length];
            for (int number = 0; number < size - 1; number++) {
                enter(row(number).id(), number);
            }
        }
        enter(row.id(), size - 1);
    }

    private void enter(long id, int number) {
        int slot = slot(id);
        while (byId[slot] != 0) {
            slot = slot + 1 & byId.length - 1;
        }
        byId[slot] = number + 1;
    }

    private int slot(long id) {
        return (int) (id ^ id >>> 32) & byId.length - 1;
    }

    /** The operation that ended last of those that change which version serves. */
    OptionalInt lastEnded() {
        return endedSize == 0 ? OptionalInt.empty() : OptionalInt.of(ended[endedSize - 1]);
    }

    /** The newest row that is so. */
    OptionalInt newest(Predicate<IndexRow> so) {
        for (int number = size - 1; number >= 0; number--) {
            if (so.test(row(number))) {
                return OptionalInt.of(number);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * The first of the newest rows in a row that all left {@code serving} in service: what it has served since.
     *
     * @param serving not 0
     */
    OptionalInt servesSince(long serving) {
        int found = -1;
        for (int i = endedSize - 1; i >= 0; i--) {
            IndexRow row = row(ended[i]);
            if (row.leaves() != serving) {
                break;
            }
            found = ended[i];
            if (row.succeeded()) {
                break;
            }
        }
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    /** The last that deployed {@code serving} with success. */
    OptionalInt lastSuccess(long serving) {
        for (int i = endedSize - 1; i >= 0; i--) {
            IndexRow row = row(ended[i]);
            if (row.succeeded() && row.version() == serving) {
                return OptionalInt.of(ended[i]);
            }
        }
        return OptionalInt.empty();
    }

    /** The same, less what went back to it: that does not say from which commit it was deployed. */
    OptionalInt lastBrought(long serving) {
        return newest(row -> row.deploys() && row.succeeded() && !row.goesBack() && row.version() == serving);
    }

    /** As {@link History#previousGood}: the operation that made that version good. */
    OptionalInt previousGood(long version) {
        Set<Long> decided = new HashSet<>();
        for (int i = endedSize - 1; i >= 0; i--) {
            IndexRow row = row(ended[i]);
            if (!row.succeeded()) {
                continue;
            }
            if (decided.add(row.version()) && row.version() != version) {
                return OptionalInt.of(ended[i]);
            }
            if (row.goesBack()) {
                decided.add(row.previous());
            }
        }
        return OptionalInt.empty();
    }
}
