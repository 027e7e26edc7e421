package storefront;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Everything this storefront was told to do wrong, from its build, its environment and its command line together. */
final class Faults {
    private final List<Fault> faults;
    private final RequestRate rate = new RequestRate();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong erroneous = new AtomicLong();
    private final long started = System.nanoTime();

    Faults(List<Fault> faults) {
        this.faults = List.copyOf(faults);
    }

    Optional<Fault> find(Fault.Kind kind) {
        return faults.stream().filter(fault -> fault.kind() == kind).findFirst();
    }

    /** What happens to one request. */
    record Outcome(boolean error, long delayMillis, boolean crash) {}

    /** Errors come evenly spread, so that 60% is six in ten and not a matter of luck. */
    Outcome nextRequest() {
        double now = rate.count();
        long number = requests.incrementAndGet();
        boolean error = false;
        Optional<Fault> errors = find(Fault.Kind.ERRORS).filter(fault -> fault.activeAt(now));
        if (errors.isPresent()) {
            long before = erroneous.getAndIncrement();
            double ratio = errors.get().amount();
            error = Math.floor((before + 1) * ratio) > Math.floor(before * ratio);
        }
        long delay = find(Fault.Kind.LATENCY)
                .filter(fault -> fault.activeAt(now))
                .map(fault -> (long) fault.amount())
                .orElse(0L);
        boolean crash = find(Fault.Kind.CRASH)
                .filter(fault -> fault.amount() > 0 && number > fault.amount())
                .isPresent();
        return new Outcome(error, delay, crash);
    }

    boolean healthy() {
        return find(Fault.Kind.HEALTH)
                .map(fault -> (System.nanoTime() - started) / 1e6 < fault.amount())
                .orElse(true);
    }
}
