package io.jenkins.plugins.deploymentworkflow.fleet;

import io.undertow.server.ServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * A response on its way to the client, watched for how it ends: whole, given up by the client, or neither. In the last
 * case the instance broke off: nothing more came from it, and nobody said that this was all.
 *
 * <p>Undertow ends a response in the same way when all is said and when the connection is closed, also from within a
 * write that fails; so it counts whether the connection was still open, and whether something was being written.
 */
final class Outflow extends AbstractStreamSinkConduit<StreamSinkConduit> {
    private final ServerConnection client;
    private volatile boolean whole;
    private volatile boolean clientGone;

    Outflow(StreamSinkConduit next, ServerConnection client) {
        super(next);
        this.client = client;
    }

    boolean brokenOff() {
        return !whole && !clientGone;
    }

    private interface Sending<T> {
        T send() throws IOException;
    }

    /** Until it is through, the client is what may be missing. */
    private <T> T sending(Sending<T> part) throws IOException {
        clientGone = true;
        T sent = part.send();
        clientGone = false;
        return sent;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return sending(() -> super.write(source));
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        return sending(() -> super.write(sources, offset, length));
    }

    @Override
    public long transferFrom(FileChannel source, long position, long count) throws IOException {
        return sending(() -> super.transferFrom(source, position, count));
    }

    @Override
    public int writeFinal(ByteBuffer source) throws IOException {
        int written = sending(() -> super.writeFinal(source));
        whole |= !source.hasRemaining();
        return written;
    }

    @Override
    public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
        long written = sending(() -> super.writeFinal(sources, offset, length));
        whole |= length == 0 || !sources[offset + length - 1].hasRemaining();
        return written;
    }

    @Override
    public void terminateWrites() throws IOException {
        whole |= client.isOpen();
        try {
            super.terminateWrites();
        } catch (IOException e) {
            whole = false;
            throw e;
        }
    }

    @Override
    public boolean flush() throws IOException {
        return sending(super::flush);
    }
}
