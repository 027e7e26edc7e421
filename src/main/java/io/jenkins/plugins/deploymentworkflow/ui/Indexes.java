package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.deploymentworkflow.ledger.Index;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Standing;
import io.jenkins.plugins.deploymentworkflow.runtime.Background;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The indexes of this controller's ledgers, kept up to date when somebody looks. What much is to be read for is read in
 * the background, one ledger at a time; nothing is read before anybody looks.
 */
@Extension
public class Indexes {
    private static final Logger LOGGER = Logger.getLogger(Indexes.class.getName());
    /** What a page may read by itself, in bytes. */
    private static final long AT_ONCE = 256 * 1024;
    /** How long a page waits for the background. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How often to look for what is new, for links alone. */
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final AtomicLong looked = new AtomicLong(System.nanoTime() - AGAIN.toNanos() - 1);
    private final Map<LedgerStore.Key, WindowView> windows = new ConcurrentHashMap<>();
    private final Map<LedgerStore.Key, Boolean> opened = new ConcurrentHashMap<>();
    private final Set<LedgerStore.Key> waiting = new LinkedHashSet<>();
    private boolean reading;

    static Indexes get() {
        return ExtensionList.lookupSingleton(Indexes.class);
    }

    /**
     * All environments that have a ledger, by name. Brings their indexes up to date, as far as that is possible in two
     * seconds.
     */
    List<LedgerStore.Key> refreshed() {
        List<LedgerStore.Key> keys = Ledgers.get().store().environments();
        keys.forEach(this::refresh);
        await();
        return keys;
    }

    /** Brings the index of one environment up to date, as far as that is possible in two seconds. */
    LedgerStore.Key refreshed(LedgerStore.Key key) {
        refresh(key);
        await();
        return key;
    }

    /** The index of an environment as it was last brought up to date. */
    Index of(LedgerStore.Key key) {
        return Ledgers.get().store().index(key.application(), key.environment());
    }

    /** Whether windows and freezes allow deploying there now, as {@link WindowView}; worked out when that may change. */
    Optional<WindowView> window(LedgerStore.Key key, Standing standing) {
        Instant now = Instant.now();
        WindowView known = windows.get(key);
        if (known != null && known.holds(standing, now)) {
            return Optional.of(known);
        }
        Optional<WindowView> found = WindowView.of(standing, now);
        found.ifPresent(view -> windows.put(key, view));
        return found;
    }

    /** Whether more is to be read of it than it answers from. */
    boolean isBehind(LedgerStore.Key key) {
        synchronized (waiting) {
            return waiting.contains(key);
        }
    }

    /** Whether a build of the job, or of one below the folder, is known to have deployed; never waits. */
    boolean deploysFrom(String item) {
        long now = System.nanoTime();
        long before = looked.get();
        if (now - before > AGAIN.toNanos() && looked.compareAndSet(before, now)) {
            new Background().run(() -> Ledgers.get().store().environments().forEach(this::refresh));
        }
        return opened.keySet().stream()
                .flatMap(key -> sources(of(key)).stream())
                .flatMap(source -> BuildAddress.job(source).stream())
                .anyMatch(job -> Place.within(job, item));
    }

    private static Collection<String> sources(Index index) {
        try {
            return index.sources();
        } catch (LedgerException e) {
            return List.of();
        }
    }

    private void refresh(LedgerStore.Key key) {
        Index index = of(key);
        if (opened.containsKey(key) && (index.fresh() || index.behind() <= AT_ONCE && read(index))) {
            return;
        }
        synchronized (waiting) {
            waiting.add(key);
            if (!reading) {
                reading = true;
                new Background().run(this::readWaiting);
            }
        }
    }

    private void readWaiting() {
        while (true) {
            LedgerStore.Key key;
            synchronized (waiting) {
                if (waiting.isEmpty()) {
                    reading = false;
                    return;
                }
                key = waiting.iterator().next();
            }
            try {
                read(of(key));
            } finally {
                opened.put(key, true);
                synchronized (waiting) {
                    waiting.remove(key);
                    waiting.notifyAll();
                }
            }
        }
    }

    /** Whether there is nothing more to be had. */
    private static boolean read(Index index) {
        try {
            return index.refresh(Long.MAX_VALUE);
        } catch (LedgerException e) {
            LOGGER.log(Level.WARNING, e, () -> "a ledger's history cannot be shown");
            return true;
        }
    }

    private void await() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        synchronized (waiting) {
            long left = PATIENCE.toMillis();
            while (!waiting.isEmpty() && left > 0) {
                try {
                    waiting.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                left = (until - System.nanoTime()) / 1_000_000;
            }
        }
    }
}
