package io.jenkins.plugins.deploymentworkflow.ledger;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/** Reads a ledger file line by line for as long as each line continues the chain. */
final class Chain {
    /** The hash before a mark when the line after it was verified already. */
    static final String UNKNOWN = "?";

    /**
     * A place between two lines.
     *
     * @param sequence of the entry before it, 0 at the beginning
     * @param hash of the entry before it, empty at the beginning, or {@link #UNKNOWN}
     * @param offset in bytes from the beginning of the file
     */
    record Mark(long sequence, String hash, long offset) {
        static final Mark BEGINNING = new Mark(0, "", 0);

        Mark after(Line line) {
            return new Mark(line.entry().sequence(), line.entry().hash(), offset + line.bytes().length);
        }
    }

    /**
     * The first line that does not continue the chain.
     *
     * @param reason what was expected and what was found
     * @param rest its bytes when nothing follows it, empty when other lines do
     */
    record Break(String reason, Optional<byte[]> rest) {}

    /** How far the chain goes, and why no further; no break at the end of the file. */
    record Scan(Mark end, Optional<Break> broken) {}

    /** A whole file: the place before its first line, and what follows. */
    record Whole(Mark begin, Scan scan) {}

    private final EventJson json;

    Chain(EventJson json) {
        this.json = json;
    }

    /** Reads from {@code from} to the end as it is now, and shows each line that continues the chain. */
    Scan read(Path file, Mark from, Consumer<Line> sink) throws IOException {
        return read(file, from, Long.MAX_VALUE, sink);
    }

    /** As {@link #read(Path, Mark, Consumer)}, but begins no line when {@code most} bytes have been read. */
    Scan read(Path file, Mark from, long most, Consumer<Line> sink) throws IOException {
        long size = Files.size(file);
        Mark mark = from;
        try (InputStream in = open(file)) {
            in.skipNBytes(from.offset());
            while (mark.offset() < size && mark.offset() - from.offset() < most) {
                byte[] bytes = nextLine(in, size - mark.offset());
                try {
                    Line line = successor(bytes, mark);
                    sink.accept(line);
                    mark = mark.after(line);
                } catch (Line.Malformed e) {
                    boolean last = mark.offset() + bytes.length >= size;
                    return new Scan(
                            mark, Optional.of(new Break(e.getMessage(), last ? Optional.of(bytes) : Optional.empty())));
                }
            }
        }
        return new Scan(mark, Optional.empty());
    }

    /** Where a file begins: at its first entry, whatever number that has. */
    Mark beginning(Path file) throws IOException {
        try (InputStream in = open(file)) {
            return beginning(in);
        } catch (NoSuchFileException | FileNotFoundException e) {
            return Mark.BEGINNING;
        }
    }

    private Mark beginning(InputStream in) throws IOException {
        byte[] bytes = nextLine(in, Line.LONGEST);
        try {
            Entry first = Line.read(bytes, Math.max(0, bytes.length - 1), json).entry();
            return first.sequence() > 1 ? new Mark(first.sequence() - 1, first.previous(), 0) : Mark.BEGINNING;
        } catch (Line.Malformed e) {
            return Mark.BEGINNING;
        }
    }

    /** Reads a whole archive, and says how its lines go on from its own beginning. */
    Whole read(Archive archive) throws IOException {
        Mark begin = Mark.BEGINNING;
        Mark mark = begin;
        try (InputStream first = archive.open();
                InputStream in = archive.open()) {
            begin = beginning(first);
            mark = begin;
            for (byte[] bytes = nextLine(in, Line.LONGEST); bytes.length > 0; bytes = nextLine(in, Line.LONGEST)) {
                mark = mark.after(successor(bytes, mark));
            }
            return new Whole(begin, new Scan(mark, Optional.empty()));
        } catch (Line.Malformed | EOFException | ZipException e) {
            return new Whole(begin, new Scan(mark, Optional.of(new Break(e.getMessage(), Optional.empty()))));
        }
    }

    // A FileInputStream, unlike a channel, is not closed when its thread is interrupted.
    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(new FileInputStream(file.toFile()), 1 << 16);
    }

    /** The line, when it continues the chain after {@code mark}. */
    Line successor(byte[] bytes, Mark mark) throws Line.Malformed {
        if (bytes.length == 0 || bytes[bytes.length - 1] != '\n') {
            throw new Line.Malformed("the line ends after " + bytes.length + " bytes without a line feed");
        }
        Line line = Line.read(bytes, bytes.length - 1, json);
        if (line.entry().sequence() != mark.sequence() + 1) {
            throw new Line.Malformed("expected entry " + (mark.sequence() + 1) + ", found entry "
                    + line.entry().sequence());
        }
        if (!mark.hash().equals(UNKNOWN) && !line.entry().previous().equals(mark.hash())) {
            throw new Line.Malformed("it follows an entry with the hash '"
                    + line.entry().previous() + "', but entry " + mark.sequence() + " has '" + mark.hash() + "'");
        }
        return line;
    }

    /** With its line feed when it has one. */
    private static byte[] nextLine(InputStream in, long most) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        while (line.size() < Math.min(most, Line.LONGEST)) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }
}
