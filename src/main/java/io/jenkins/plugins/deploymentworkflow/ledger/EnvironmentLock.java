package io.jenkins.plugins.deploymentworkflow.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets one deployment at a time act on an environment, across processes and hosts that share the directory. The lease is
 * free when it was given back, when it has expired, or when its holder ran on this host and is gone.
 */
public final class EnvironmentLock {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final LedgerFiles files;
    private final Disk disk;
    private final FileGuard guard;
    private final ProcessIdentity own;

    EnvironmentLock(LedgerFiles files, Disk disk, ProcessIdentity own) {
        this.files = files;
        this.disk = disk;
        this.guard = new FileGuard(files.lock());
        this.own = own;
    }

    /**
     * Takes the lease if it is free, or held for the same deployment by a process that is not known to be another one
     * that runs; the earlier holder's next {@link Lease#renew} then fails.
     *
     * @throws LedgerException when the lease cannot be read or written; nothing was acquired
     */
    public LeaseAnswer tryAcquire(LeaseRequest request, Instant now) {
        return guarded(() -> {
            Optional<LeaseRecord> current = read();
            if (current.isPresent() && !mayTake(request, current.get(), now)) {
                return refusal(current.get());
            }
            LeaseRecord taken = new LeaseRecord(
                    request.owner(),
                    request.deployment(),
                    own,
                    now,
                    now.plus(request.duration()),
                    UUID.randomUUID().toString());
            write(taken);
            return new Lease(this, request, taken);
        });
    }

    /** Who has the lease, empty when it is free. */
    public Optional<Refusal> holder(Instant now) {
        try {
            return read().filter(lease -> !lease.expired(now) && life(lease) != ProcessIdentity.Life.GONE)
                    .map(this::refusal);
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /**
     * Takes the lease away from a deployment, whoever holds it for it: their next {@link Lease#renew} fails, and they stop
     * acting. For a person who knows that they are gone, or takes the consequences.
     *
     * @return who held it; empty when it was free, or another deployment has it
     * @throws LedgerException when the lease cannot be read or removed
     */
    public Optional<Refusal> takeAway(String deployment, Instant now) {
        return guarded(() -> {
            Optional<LeaseRecord> current =
                    read().filter(lease -> lease.deployment().equals(deployment) && !lease.expired(now));
            if (current.isPresent()) {
                disk.delete(files.lease());
            }
            return current.map(this::refusal);
        });
    }

    private boolean mayTake(LeaseRequest request, LeaseRecord current, Instant now) {
        ProcessIdentity.Life life = life(current);
        if (current.expired(now) || life == ProcessIdentity.Life.GONE) {
            return true;
        }
        boolean drivenElsewhere =
                life == ProcessIdentity.Life.RUNNING && !current.process().equals(own);
        return current.deployment().equals(request.deployment()) && !drivenElsewhere;
    }

    /** Whether {@code held} was still the lease, and {@code renewed} now is. */
    boolean replace(LeaseRecord held, LeaseRecord renewed) {
        return guarded(() -> {
            boolean still = isHeld(held);
            if (still) {
                write(renewed);
            }
            return still;
        });
    }

    void remove(LeaseRecord held) {
        guarded(() -> {
            if (isHeld(held)) {
                disk.delete(files.lease());
            }
            return null;
        });
    }

    private boolean isHeld(LeaseRecord held) throws IOException {
        return read().filter(current -> current.token().equals(held.token())).isPresent();
    }

    private ProcessIdentity.Life life(LeaseRecord lease) {
        return lease.process().life(own);
    }

    private Refusal refusal(LeaseRecord lease) {
        return new Refusal(
                lease.owner(),
                lease.deployment(),
                lease.acquiredAt(),
                lease.until(),
                lease.process().host(),
                lease.process().pid(),
                life(lease) == ProcessIdentity.Life.RUNNING);
    }

    private Optional<LeaseRecord> read() throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(files.lease()), LeaseRecord.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            throw new LedgerException(
                    "the lease " + files.lease() + " is damaged: " + e.getOriginalMessage()
                            + ". Make sure that nothing deploys to this environment, then remove that file",
                    e);
        }
    }

    private void write(LeaseRecord lease) throws IOException {
        disk.replace(files.lease(), JSON.writeValueAsBytes(lease));
    }

    private <T> T guarded(FileGuard.Work<T> work) {
        try {
            disk.createDirectory(files.directory());
            disk.createFile(files.lock());
            return guard.hold(work);
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    private LedgerException failed(String what, IOException e) {
        return new LedgerException("cannot " + what + " the lease " + files.lease() + ": " + LedgerFiles.words(e), e);
    }
}
