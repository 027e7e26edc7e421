package storefront;

import java.util.ArrayDeque;
import java.util.Deque;

/** How many requests came in within the last second. */
final class RequestRate {
    private static final long WINDOW_NANOS = 1_000_000_000L;

    private final Deque<Long> arrivals = new ArrayDeque<>();

    /** Counts a request and gives the rate with it, in requests a second. */
    synchronized int count() {
        long now = System.nanoTime();
        arrivals.addLast(now);
        while (now - arrivals.peekFirst() > WINDOW_NANOS) {
            arrivals.removeFirst();
        }
        return arrivals.size();
    }
}
