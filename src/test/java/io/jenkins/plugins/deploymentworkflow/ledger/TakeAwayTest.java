package io.jenkins.plugins.deploymentworkflow.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeAwayTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path root;

    @Test
    void aHolderWhoseLeaseWasTakenAwayCannotRenewIt() {
        Lease held = assertInstanceOf(Lease.class, acquire("d1"));
        Refusal holder = lock().takeAway("d1", NOON.plusSeconds(5)).orElseThrow();
        assertEquals("alice", holder.owner());
        assertFalse(held.renew(NOON.plusSeconds(6)));
        assertInstanceOf(Lease.class, acquire("d2"));
        held.release();
        assertTrue(lock().holder(NOON.plusSeconds(7)).isPresent(), "giving it back takes nothing from the next one");
    }

    @Test
    void onlyTheDeploymentThatWasSeenToHoldItLosesIt() {
        Lease held = assertInstanceOf(Lease.class, acquire("d2"));
        assertEquals(Optional.empty(), lock().takeAway("d1", NOON.plusSeconds(5)));
        assertTrue(held.renew(NOON.plusSeconds(6)));
    }

    @Test
    void fromNobodyNothingIsTaken() {
        assertEquals(Optional.empty(), lock().takeAway("d1", NOON));
        acquire("d1");
        assertEquals(Optional.empty(), lock().takeAway("d1", NOON.plusSeconds(31)), "it had run out");
    }

    private LeaseAnswer acquire(String deployment) {
        return lock().tryAcquire(new LeaseRequest("alice", deployment, Duration.ofSeconds(30)), NOON);
    }

    private EnvironmentLock lock() {
        return LedgerStore.open(root).lock("storefront", "production");
    }
}
