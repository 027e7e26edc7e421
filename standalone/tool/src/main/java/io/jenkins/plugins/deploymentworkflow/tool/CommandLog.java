package io.jenkins.plugins.deploymentworkflow.tool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a command printed: while it runs, parts of at most 2 MiB as {@code run-command.sh} writes them; afterwards one
 * file {@code log} of at most 8 MiB, secrets masked. Of a longer output the first and the last parts are kept.
 */
final class CommandLog {
    /** The most that is shown, in characters. */
    static final int TAIL_LENGTH = 8 * 1024;

    static final int TAIL_LINES = 20;

    /** Twice as much is read, in bytes. */
    static final int WINDOW = 2 * TAIL_LENGTH;

    private static final List<String> PARTS = List.of("log.first", "log.older", "log.last", "log.now");

    private final Path directory;
    private final UnaryOperator<String> redactor;

    CommandLog(Path directory, UnaryOperator<String> redactor) {
        this.directory = directory;
        this.redactor = redactor;
    }

    /** The last of it: at most 20 lines and 8,192 characters, secrets masked, without control characters. */
    String tail() throws IOException {
        byte[] bytes = end(Files.exists(log()) ? List.of(log()) : parts(), WINDOW);
        String text = masked(bytes).stripTrailing();
        if (bytes.length == WINDOW) {
            // The cut may go through a secret, whose other half is not masked: it is among what is not shown.
            int line = text.indexOf('\n');
            text = text.substring(line >= 0 ? line + 1 : text.length() / 2);
        }
        text = text.substring(Math.max(0, text.length() - TAIL_LENGTH));
        int start = text.length();
        for (int lines = 0; lines < TAIL_LINES && start >= 0; lines++) {
            start = text.lastIndexOf('\n', start - 1);
        }
        return text.substring(start + 1);
    }

    /** Once the command has ended: puts the parts together, masked, and removes them. */
    void settle() throws IOException {
        if (!Files.exists(log())) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (Path part : parts()) {
                if (part.endsWith("log.older") && Files.exists(directory.resolve("log.gap"))) {
                    whole.writeBytes("\n[the middle of the output was left out]\n".getBytes(StandardCharsets.UTF_8));
                }
                whole.writeBytes(end(List.of(part), Integer.MAX_VALUE));
            }
            Path masked = directory.resolve("log.masked");
            Files.writeString(masked, masked(whole.toByteArray()));
            Files.move(masked, log(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        for (Path part : parts()) {
            Files.deleteIfExists(part);
        }
    }

    private Path log() {
        return directory.resolve("log");
    }

    private List<Path> parts() {
        return PARTS.stream().map(directory::resolve).toList();
    }

    /** Masked before and after the control characters go, so that neither hides a secret. */
    private String masked(byte[] bytes) {
        String text = redactor.apply(new String(bytes, StandardCharsets.UTF_8));
        return redactor.apply(text.replace("\r\n", "\n").replace('\r', '\n').replaceAll("[\\p{Cntrl}&&[^\n\t]]", ""));
    }

    /** The last {@code limit} bytes of the files in order; a file that is missing or just renamed counts as empty. */
    private static byte[] end(List<Path> files, int limit) throws IOException {
        byte[] end = new byte[0];
        for (int i = files.size() - 1; i >= 0 && end.length < limit; i--) {
            byte[] more = end(files.get(i), limit - end.length);
            byte[] joined = new byte[more.length + end.length];
            System.arraycopy(more, 0, joined, 0, more.length);
            System.arraycopy(end, 0, joined, more.length, end.length);
            end = joined;
        }
        return end;
    }

    private static byte[] end(Path file, int limit) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(limit, size));
            channel.position(size - bytes.capacity());
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }
}
