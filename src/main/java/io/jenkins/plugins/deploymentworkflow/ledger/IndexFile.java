package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * Index rows on disk. Behind eight bytes that name the format stand records of equal length: a number, thirteen numbers of
 * 64 bits, and a checksum over them and the checksum before. The number is a row's, and the thirteen are its, the last
 * record of a row being what counts; or it is -1, and the thirteen say up to where in the ledger all rows before are
 * complete. What stands behind the last such mark, or behind a checksum that is wrong, does not count.
 */
final class IndexFile {
    /** A place in the ledger, and the length of the line before it. */
    record Covered(Chain.Mark mark, int lastLength) {
        static final Covered NOTHING = new Covered(Chain.Mark.BEGINNING, 0);
    }

    static final int RECORD = Integer.BYTES + IndexRow.WIDTH * Long.BYTES + Integer.BYTES;
    private static final byte[] FORMAT = {'d', 'w', 'i', 'n', 'd', 'e', 'x', '1'};
    private static final int MARK = -1;
    /** So many records say of the last operations how they ended: one to four are written of each. */
    private static final int TAIL = 100;

    /** What a file has up to its last mark that counts. */
    private record Whole(int records, Covered covered, int checksum) {}

    private final Path file;
    private final Path lock;
    private final Disk disk;
    /** Where the last mark ends that this process has read or written; 0 when there is none. */
    private long end;

    private int checksum;
    private boolean trusted = true;

    IndexFile(LedgerFiles files, Disk disk) {
        this.file = files.index();
        this.lock = files.indexLock();
        this.disk = disk;
    }

    /** Fills the rows with what the file has, and says up to where they are complete. */
    Covered load(IndexRows rows) throws IOException {
        ByteBuffer all = read();
        Whole whole = whole(all);
        for (int i = 0; i < whole.records(); i++) {
            int number = all.getInt(FORMAT.length + i * RECORD);
            if (number != MARK) {
                rows.put(number, IndexRow.of(numbers(all, i), 0));
            }
        }
        rows.countEnded();
        end = whole.records() == 0 ? 0 : FORMAT.length + (long) whole.records() * RECORD;
        checksum = whole.checksum();
        return whole.covered();
    }

    /**
     * Up to where in the ledger the file reaches, from its last records alone; empty when that cannot be told so, or when
     * one of the last rows has not ended.
     */
    Optional<Covered> quietEnd() throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long records = (in.length() - FORMAT.length) / RECORD;
            byte[] format = new byte[FORMAT.length];
            if (records < 1 || in.length() != FORMAT.length + records * RECORD) {
                return Optional.empty();
            }
            in.readFully(format);
            int count = (int) Math.min(records, TAIL);
            byte[] last = new byte[count * RECORD];
            in.seek(in.length() - last.length - (records > count ? Integer.BYTES : 0));
            int before = records > count ? in.readInt() : 0;
            in.readFully(last);
            return Arrays.equals(format, FORMAT) ? quietEnd(ByteBuffer.wrap(last), before) : Optional.empty();
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    private static Optional<Covered> quietEnd(ByteBuffer records, int checksumBefore) {
        Set<Integer> open = new HashSet<>();
        Covered covered = null;
        int before = checksumBefore;
        for (int at = 0; at < records.limit(); at += RECORD) {
            int number = records.getInt(at);
            int stated = records.getInt(at + RECORD - Integer.BYTES);
            if (stated != checksum(before, records.slice(at, RECORD - Integer.BYTES))) {
                return Optional.empty();
            }
            before = stated;
            long[] numbers = new long[IndexRow.WIDTH];
            records.slice(at + Integer.BYTES, IndexRow.WIDTH * Long.BYTES).asLongBuffer().get(numbers);
            covered = number == MARK ? covered(numbers) : null;
            if (number != MARK && IndexRow.of(numbers, 0).open()) {
                open.add(number);
            } else {
                open.remove(number);
            }
        }
        return open.isEmpty() ? Optional.ofNullable(covered) : Optional.empty();
    }

    private ByteBuffer read() throws IOException {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return ByteBuffer.allocate(0);
        }
    }

    private static Whole whole(ByteBuffer all) {
        Whole whole = new Whole(0, Covered.NOTHING, 0);
        if (all.limit() < FORMAT.length || !all.slice(0, FORMAT.length).equals(ByteBuffer.wrap(FORMAT))) {
            return whole;
        }
        int before = 0;
        int rows = 0;
        for (int i = 0; FORMAT.length + (i + 1L) * RECORD <= all.limit(); i++) {
            int at = FORMAT.length + i * RECORD;
            int number = all.getInt(at);
            int stated = all.getInt(at + RECORD - Integer.BYTES);
            if (stated != checksum(before, all.slice(at, RECORD - Integer.BYTES)) || number < MARK || number > rows) {
                break;
            }
            before = stated;
            rows += number == rows ? 1 : 0;
            if (number == MARK) {
                whole = new Whole(i + 1, covered(numbers(all, i)), stated);
            }
        }
        return whole;
    }

    private static long[] numbers(ByteBuffer all, int record) {
        long[] numbers = new long[IndexRow.WIDTH];
        all.slice(FORMAT.length + record * RECORD + Integer.BYTES, IndexRow.WIDTH * Long.BYTES)
                .asLongBuffer()
                .get(numbers);
        return numbers;
    }

    private static Covered covered(long[] numbers) {
        ByteBuffer hash = ByteBuffer.allocate(4 * Long.BYTES);
        hash.asLongBuffer().put(numbers, 3, 4);
        return new Covered(
                new Chain.Mark(numbers[0], HexFormat.of().formatHex(hash.array()), numbers[1]), (int) numbers[2]);
    }

    private static long[] numbers(Covered covered) {
        long[] numbers = new long[IndexRow.WIDTH];
        numbers[0] = covered.mark().sequence();
        numbers[1] = covered.mark().offset();
        numbers[2] = covered.lastLength();
        ByteBuffer.wrap(HexFormat.of().parseHex(covered.mark().hash()))
                .asLongBuffer()
                .get(numbers, 3, 4);
        return numbers;
    }

    private static int checksum(int before, ByteBuffer record) {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, before));
        crc.update(record);
        return (int) crc.getValue();
    }

    /** What the file has is not of this ledger: the next {@link #save} makes it again. */
    void distrust() {
        end = 0;
        trusted = false;
    }

    /**
     * Saves the first {@code count} rows, which are complete up to that place. Where another process has saved as much,
     * nothing is done; where the file is not as this process knows it, it is made again.
     *
     * @param changed those of the rows that are not in the file as they are
     */
    void save(IndexRows rows, int count, Collection<Integer> changed, Covered covered) throws IOException {
        disk.createFile(lock);
        new FileGuard(lock).hold(() -> {
            if (end > 0 && Stamp.of(file).size() == end) {
                Records added = new Records(checksum);
                changed.forEach(number -> added.row(number, rows));
                added.mark(covered);
                disk.write(file, end, added.bytes());
                saved(end, added);
            } else if (!trusted || !savedElsewhere(covered)) {
                Records all = new Records(0);
                IntStream.range(0, count).forEach(number -> all.row(number, rows));
                all.mark(covered);
                ByteArrayOutputStream whole = new ByteArrayOutputStream();
                whole.writeBytes(FORMAT);
                whole.writeBytes(all.bytes());
                disk.replace(file, whole.toByteArray());
                saved(FORMAT.length, all);
            }
            return null;
        });
    }

    private void saved(long from, Records records) {
        end = from + records.bytes().length;
        checksum = records.checksum;
        trusted = true;
    }

    /** Whether the file that another process has written reaches as far. */
    private boolean savedElsewhere(Covered covered) throws IOException {
        return whole(read()).covered().mark().sequence() >= covered.mark().sequence();
    }

    /** Records one behind another. */
    private static final class Records {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int checksum;

        Records(int before) {
            checksum = before;
        }

        void row(int number, IndexRows rows) {
            add(number, rows.row(number).numbers());
        }

        void mark(Covered covered) {
            add(MARK, numbers(covered));
        }

        private void add(int number, long[] numbers) {
            ByteBuffer record = ByteBuffer.allocate(RECORD);
            record.putInt(number);
            for (long each : numbers) {
                record.putLong(each);
            }
            checksum = checksum(checksum, record.slice(0, record.position()));
            record.putInt(checksum);
            bytes.writeBytes(record.array());
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
