package io.jenkins.plugins.deploymentworkflow.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentLockTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path root;

    private EnvironmentLock lock;

    @BeforeEach
    void open() {
        lock = LedgerStore.open(root).lock("storefront", "production");
    }

    @Test
    void theFirstGetsTheLeaseAndTheSecondIsToldWhoHasIt() {
        Lease lease = acquire("d1", NOON);
        assertEquals(NOON.plus(MINUTE), lease.until());
        Refusal refusal = refused("d2", NOON.plusSeconds(10));
        assertEquals("d1", refusal.deployment());
        assertEquals("owner of d1", refusal.owner());
        assertEquals(NOON, refusal.since());
        assertEquals(NOON.plus(MINUTE), refusal.until());
        assertEquals(ProcessHandle.current().pid(), refusal.pid());
        assertTrue(refusal.alive());
        String message = refusal.message(NOON.plusSeconds(10));
        assertTrue(message.contains("d1") && message.contains("owner of d1") && message.contains("50s"), message);
    }

    @Test
    void environmentsDoNotWaitForEachOther() {
        acquire("d1", NOON);
        EnvironmentLock staging = LedgerStore.open(root).lock("storefront", "staging");
        assertInstanceOf(Lease.class, staging.tryAcquire(request("d2"), NOON));
    }

    @Test
    void aLeaseThatWasGivenBackIsFreeAtOnceAndNobodyHoldsIt() {
        Lease lease = acquire("d1", NOON);
        lease.release();
        assertEquals(Optional.empty(), lock.holder(NOON));
        acquire("d2", NOON);
        lease.release();
        assertEquals("d2", lock.holder(NOON).orElseThrow().deployment(), "a second release is not of d2's lease");
    }

    @Test
    void aLeaseLastsUntilItsEndAndNoLonger() {
        acquire("d1", NOON);
        refused("d2", NOON.plus(MINUTE).minusNanos(1));
        assertEquals(Optional.empty(), lock.holder(NOON.plus(MINUTE)));
        acquire("d2", NOON.plus(MINUTE));
    }

    @Test
    void aRenewedLeaseLastsLonger() {
        Lease lease = acquire("d1", NOON);
        assertTrue(lease.renew(NOON.plusSeconds(40)));
        refused("d2", NOON.plusSeconds(99));
        assertEquals(NOON, lock.holder(NOON.plusSeconds(99)).orElseThrow().since());
        acquire("d2", NOON.plusSeconds(100));
    }

    @Test
    void anExpiredLeaseThatNobodyTookIsRenewed() {
        Lease lease = acquire("d1", NOON);
        assertTrue(lease.renew(NOON.plusSeconds(90)));
        refused("d2", NOON.plusSeconds(120));
    }

    @Test
    void aHolderThatWasTooLateIsToldSoAndDisturbsNobody() {
        Lease late = acquire("d1", NOON);
        acquire("d2", NOON.plusSeconds(60));
        assertFalse(late.renew(NOON.plusSeconds(61)));
        late.release();
        refused("d3", NOON.plusSeconds(62));
    }

    @Test
    void theSameDeploymentGoesOnAndItsEarlierHolderIsToldToStop() {
        Lease before = acquire("d1", NOON);
        Lease after = acquire("d1", NOON.plusSeconds(5));
        assertFalse(before.renew(NOON.plusSeconds(6)));
        assertTrue(after.renew(NOON.plusSeconds(6)));
    }

    @Test
    void aClockThatGoesBackNeitherLosesNorFreesTheLease() {
        Lease lease = acquire("d1", NOON);
        Instant before = NOON.minus(Duration.ofHours(1));
        refused("d2", before);
        assertTrue(lease.renew(before));
        assertEquals(before.plus(MINUTE), lease.until(), "counted from the clock as it is now");
        refused("d2", before.plusSeconds(59));
    }

    @Test
    void aHolderOnAnotherHostIsWaitedFor() {
        ProcessIdentity own = ProcessIdentity.own();
        lockOf(new ProcessIdentity("elsewhere", own.scope(), 4_000_000, "1")).tryAcquire(request("d1"), NOON);
        assertFalse(refused("d2", NOON.plusSeconds(59)).alive());
        acquire("d2", NOON.plusSeconds(60));
    }

    @Test
    void theSameDeploymentIsTakenOverFromAnotherHost() {
        ProcessIdentity own = ProcessIdentity.own();
        lockOf(new ProcessIdentity("elsewhere", own.scope(), 4_000_000, "1")).tryAcquire(request("d1"), NOON);
        acquire("d1", NOON.plusSeconds(1));
    }

    @Test
    void aProcessOfTheSameNumberThatWasStartedLaterIsAnotherOne() {
        ProcessIdentity own = ProcessIdentity.own();
        lockOf(new ProcessIdentity(own.host(), own.scope(), own.pid(), "earlier"))
                .tryAcquire(request("d1"), NOON);
        assertEquals(Optional.empty(), lock.holder(NOON));
        acquire("d2", NOON);
    }

    @Test
    void aContainerOfTheSameNameIsNotTakenForThisOne() {
        ProcessIdentity own = ProcessIdentity.own();
        lockOf(new ProcessIdentity(own.host(), "another boot", own.pid(), own.started()))
                .tryAcquire(request("d1"), NOON);
        refused("d2", NOON);
    }

    @Test
    void ofManyThatAskAtOnceOneGetsTheLease() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<LeaseAnswer>> requests = IntStream.range(0, 40)
                    .<Callable<LeaseAnswer>>mapToObj(i -> () -> LedgerStore.open(root)
                            .lock("storefront", "production")
                            .tryAcquire(request("d" + i), NOON))
                    .toList();
            int leases = 0;
            for (Future<LeaseAnswer> answer : pool.invokeAll(requests)) {
                leases += answer.get() instanceof Lease ? 1 : 0;
            }
            assertEquals(1, leases);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aDamagedLeaseIsNamedAndNotTakenForAFreeOne() throws IOException {
        acquire("d1", NOON);
        Path file = root.resolve("storefront/production.lease");
        Files.writeString(file, "{\"owner\":");
        String message = assertThrows(LedgerException.class, () -> lock.tryAcquire(request("d2"), NOON))
                .getMessage();
        assertTrue(message.contains(file.toString()) && message.contains("remove that file"), message);
    }

    @Test
    void aLeaseLastsLongerThanNothing() {
        assertThrows(IllegalArgumentException.class, () -> new LeaseRequest("alice", "d1", Duration.ZERO));
    }

    private EnvironmentLock lockOf(ProcessIdentity process) {
        return new EnvironmentLock(
                new LedgerFiles(root.resolve("storefront"), "production"), new SyncedDisk(), process);
    }

    private Lease acquire(String deployment, Instant now) {
        return assertInstanceOf(Lease.class, lock.tryAcquire(request(deployment), now));
    }

    private Refusal refused(String deployment, Instant now) {
        return assertInstanceOf(Refusal.class, lock.tryAcquire(request(deployment), now));
    }

    private static LeaseRequest request(String deployment) {
        return new LeaseRequest("owner of " + deployment, deployment, MINUTE);
    }
}
