package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The ledgers of all applications and environments under one directory: {@code <application>/<environment>.jsonl}. */
public final class LedgerStore {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** An environment that has a ledger. */
    public record Key(String application, String environment) {}

    private final Path root;
    private final Disk disk;
    private final EventJson json;
    private final ProcessIdentity own = ProcessIdentity.own();
    private final ConcurrentMap<Key, FileLedger> ledgers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Key, Index> indexes = new ConcurrentHashMap<>();

    private LedgerStore(Path root, Disk disk, EventJson json) {
        this.root = root.toAbsolutePath().normalize();
        this.disk = disk;
        this.json = json;
    }

    /** The store in this directory, which is made when something is first written. */
    public static LedgerStore open(Path root) {
        return open(root, UnaryOperator.identity());
    }

    /** @param redact takes the secrets out of a text; the last guard before it is written */
    public static LedgerStore open(Path root, UnaryOperator<String> redact) {
        return open(root, redact, new SyncedDisk());
    }

    static LedgerStore open(Path root, UnaryOperator<String> redact, Disk disk) {
        return new LedgerStore(root, disk, new EventJson(redact));
    }

    public Path root() {
        return root;
    }

    /**
     * The ledger of an environment, empty when nothing was written yet.
     *
     * @throws IllegalArgumentException when a name is none that a file can have everywhere: 1 to 100 letters, digits,
     *     dots, underscores and hyphens of ASCII, the first a letter or a digit
     */
    public FileLedger ledger(String application, String environment) {
        LedgerFiles files = files(application, environment);
        return ledgers.computeIfAbsent(new Key(application, environment), key -> new FileLedger(files, disk, json));
    }

    /**
     * The index of an environment's ledger; nothing is read before its first {@link Index#refresh}.
     *
     * @throws IllegalArgumentException as {@link #ledger}
     */
    public Index index(String application, String environment) {
        LedgerFiles files = files(application, environment);
        return indexes.computeIfAbsent(new Key(application, environment), key -> new Index(files, disk, json));
    }

    /**
     * Who may deploy to an environment.
     *
     * @throws IllegalArgumentException as {@link #ledger}
     */
    public EnvironmentLock lock(String application, String environment) {
        return new EnvironmentLock(files(application, environment), disk, own);
    }

    /**
     * Moves what an environment's ledger need not have at hand any more into archives beside it.
     *
     * @param batch nothing is moved before the oldest could have gone for so long
     * @param by who asks for it
     * @throws LedgerException when the ledger was altered, or a file cannot be read or written
     * @throws IllegalArgumentException as {@link #ledger}
     */
    public Archiving.Done archive(Key key, Retention retention, Duration batch, String by, Instant now) {
        LedgerFiles files = files(key.application(), key.environment());
        FileLedger ledger = ledger(key.application(), key.environment());
        Archiving.Done done = new Archiving(files, ledger, disk, json).run(retention, batch, by, now);
        if (done.archive().isPresent()) {
            index(key.application(), key.environment()).refresh(Long.MAX_VALUE);
        }
        return done;
    }

    /**
     * The environments that have a ledger, by name; those too of which nothing but the head is left.
     *
     * @throws LedgerException when the directory cannot be read
     */
    public List<Key> environments() {
        Set<Key> keys = new TreeSet<>(Comparator.comparing(Key::application).thenComparing(Key::environment));
        for (Path application : list(root)) {
            if (!Files.isDirectory(application)
                    || !isName(application.getFileName().toString())) {
                continue;
            }
            for (Path file : list(application)) {
                String environment =
                        LedgerFiles.environmentOf(file.getFileName().toString());
                if (isName(environment) && Files.isRegularFile(file)) {
                    keys.add(new Key(application.getFileName().toString(), environment));
                }
            }
        }
        return List.copyOf(keys);
    }

    private LedgerFiles files(String application, String environment) {
        require("application", application);
        require("environment", environment);
        return new LedgerFiles(root.resolve(application), environment);
    }

    private static void require(String what, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "the name of an " + what + " has 1 to 100 of the characters A-Z a-z 0-9 . _ -"
                            + " and begins with a letter or a digit, found '" + name + "'");
        }
    }

    private static boolean isName(String name) {
        return name != null && NAME.matcher(name).matches();
    }

    private static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(directory)) {
            return found.toList();
        } catch (IOException e) {
            throw new LedgerException("cannot list the ledgers in " + directory + ": " + LedgerFiles.words(e), e);
        }
    }
}
