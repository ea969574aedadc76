package mpj.launcher;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import mpj.wireup.FrameChannel;

/** A rank's channel that runs through the agent of its host. */
final class RelayedChannel implements FrameChannel {
    private final RemoteHost host;
    private final int rank;

    // under this object's lock
    private final Deque<Frame> frames = new ArrayDeque<>();
    private boolean ended;

    RelayedChannel(RemoteHost host, int rank) {
        this.host = host;
        this.rank = rank;
    }

    RemoteHost host() {
        return host;
    }

    /** The rank has sent something. */
    synchronized void accept(Frame frame) {
        frames.add(frame);
        notifyAll();
    }

    @Override
    public void send(int type, byte[] body) throws IOException {
        host.relay(rank, type, body);
    }

    @Override
    public synchronized Frame receive() throws IOException {
        try {
            while (frames.isEmpty() && !ended) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        Frame frame = frames.poll();
        if (frame == null) {
            throw new EOFException("rank " + rank + " has ended its channel");
        }
        return frame;
    }

    /** The rank has closed its end, or is gone with its host. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Has the agent close the rank's connection, if it is open. */
    @Override
    public void close() {
        boolean open;
        synchronized (this) {
            open = !ended;
        }
        if (open) {
            end();
            host.closeChannel(rank);
        }
    }
}
