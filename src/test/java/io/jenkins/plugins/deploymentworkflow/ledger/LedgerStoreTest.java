package io.jenkins.plugins.deploymentworkflow.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerStoreTest {
    @TempDir
    Path root;

    @Test
    void anEnvironmentHasOneLedgerInAFileOfItsName() {
        LedgerStore store = LedgerStore.open(root);
        FileLedger ledger = store.ledger("storefront", "production");
        assertEquals(root.resolve("storefront/production.jsonl"), ledger.path());
        assertSame(ledger, store.ledger("storefront", "production"));
    }

    @Test
    void environmentsWithALedgerAreListedByNameAndOtherFilesAreNot() throws IOException {
        LedgerStore store = LedgerStore.open(root);
        assertEquals(List.of(), store.environments());
        for (String environment : List.of("staging", "production")) {
            store.ledger("storefront", environment).append(new Event.Resumed("d1", "alice"), Instant.EPOCH);
        }
        store.ledger("billing", "production").append(new Event.Resumed("d1", "alice"), Instant.EPOCH);
        store.lock("search", "production")
                .tryAcquire(new LeaseRequest("alice", "d1", java.time.Duration.ofMinutes(1)), Instant.now());
        Files.writeString(root.resolve("stray.jsonl"), "");
        Files.writeString(root.resolve("billing/.hidden.jsonl"), "");
        assertEquals(
                List.of(
                        new LedgerStore.Key("billing", "production"),
                        new LedgerStore.Key("storefront", "production"),
                        new LedgerStore.Key("storefront", "staging")),
                store.environments());
    }

    @Test
    void aLedgerWhoseEntriesWereAllRemovedIsStillListedAndFoundBroken() throws IOException {
        LedgerStore store = LedgerStore.open(root);
        FileLedger ledger = store.ledger("storefront", "production");
        ledger.append(new Event.Resumed("d1", "alice"), Instant.EPOCH);
        Files.delete(ledger.path());
        assertEquals(List.of(new LedgerStore.Key("storefront", "production")), store.environments());
        assertEquals(
                1,
                LedgerVerification.verify(ledger.path())
                        .firstBroken()
                        .orElseThrow()
                        .line());
    }

    @Test
    void aStoreThatDoesNotExistHasNoEnvironments() {
        assertEquals(List.of(), LedgerStore.open(root.resolve("nowhere")).environments());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "../etc", "a/b", "a\\b", "-rf", ".hidden", "pro duction", "prod\n", "ä", "a\0b"})
    void aNameThatCouldLeadElsewhereIsRefused(String name) {
        LedgerStore store = LedgerStore.open(root);
        assertThrows(IllegalArgumentException.class, () -> store.ledger("storefront", name));
        assertThrows(IllegalArgumentException.class, () -> store.lock(name, "production"));
        String message = assertThrows(IllegalArgumentException.class, () -> store.ledger(name, "production"))
                .getMessage();
        assertTrue(message.contains("'" + name + "'"), message);
    }

    @Test
    void aNameOfMoreThanAHundredCharactersIsRefused() {
        LedgerStore store = LedgerStore.open(root);
        store.ledger("a".repeat(100), "production");
        assertThrows(IllegalArgumentException.class, () -> store.ledger("a".repeat(101), "production"));
    }
}
