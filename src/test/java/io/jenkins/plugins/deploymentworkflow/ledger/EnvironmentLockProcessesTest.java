package io.jenkins.plugins.deploymentworkflow.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EnvironmentLockProcessesTest {
    @TempDir
    Path root;

    @Test
    void aProcessThatIsKilledFreesItsLeaseAtOnce() throws Exception {
        EnvironmentLock lock = LedgerStore.open(root).lock("storefront", "production");
        LeaseRequest request = new LeaseRequest("this process", "d2", Duration.ofMinutes(1));
        try (Other other = Other.start("lease", root, "d1", "PT1H")) {
            assertEquals("Lease", other.line());
            Refusal refusal = assertInstanceOf(Refusal.class, lock.tryAcquire(request, Instant.now()));
            assertEquals(other.pid(), refusal.pid());
            assertTrue(refusal.alive());

            other.kill();
            assertTrue(lock.holder(Instant.now()).isEmpty());
            assertInstanceOf(Lease.class, lock.tryAcquire(request, Instant.now()));
        }
    }

    @Test
    void aDeploymentThatAnotherLivingProcessDrivesIsNotDrivenTwice() throws Exception {
        EnvironmentLock lock = LedgerStore.open(root).lock("storefront", "production");
        LeaseRequest same = new LeaseRequest("this process", "d1", Duration.ofMinutes(1));
        try (Other other = Other.start("lease", root, "d1", "PT1H")) {
            assertEquals("Lease", other.line());
            assertInstanceOf(Refusal.class, lock.tryAcquire(same, Instant.now()));
            other.kill();
            assertInstanceOf(Lease.class, lock.tryAcquire(same, Instant.now()));
        }
    }

    @Test
    void aLivingProcessThatLetItsLeaseExpireLosesIt() throws Exception {
        EnvironmentLock lock = LedgerStore.open(root).lock("storefront", "production");
        try (Other other = Other.start("lease", root, "d1", "PT1M")) {
            assertEquals("Lease", other.line());
            Instant later = Instant.now().plus(Duration.ofMinutes(2));
            assertInstanceOf(
                    Lease.class, lock.tryAcquire(new LeaseRequest("this process", "d2", Duration.ofMinutes(1)), later));
            assertFalse(lock.holder(later).isEmpty());
        }
    }
}
