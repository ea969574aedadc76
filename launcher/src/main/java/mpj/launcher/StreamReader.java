package mpj.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import mpj.wireup.FrameChannel;
import mpj.wireup.WireWriter;

/**
 * The reading end of a stream that comes in pieces over a connection shared with others. Who reads lets the writer send
 * more, so that a slow reader holds up nobody else and what waits is bounded.
 */
final class StreamReader extends InputStream {
    private final FrameChannel link;
    private final int rank;
    private final int stream;

    // under this object's lock
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int offset;
    private long waiting;
    private boolean ended;

    StreamReader(FrameChannel link, int rank, int stream) {
        this.link = link;
        this.rank = rank;
        this.stream = stream;
    }

    /** A piece has come; an empty one ends the stream. */
    synchronized void accept(byte[] piece) throws IOException {
        waiting += piece.length;
        if (waiting > AgentFrames.STREAM_WINDOW) {
            throw new IOException("rank " + rank + ": more came on stream " + stream + " than there is room for");
        }
        if (piece.length == 0) {
            end();
        } else if (!ended) {
            pieces.add(piece);
            notifyAll();
        }
    }

    /** Nothing more comes. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int start, int length) throws IOException {
        int count = length == 0 ? 0 : take(target, start, length);
        if (count > 0) {
            try {
                link.send(AgentFrames.CREDIT, new WireWriter().number(rank).number(stream).number(count).body());
            } catch (IOException e) {
                // no more will come; what came is read yet
            }
        }
        return count;
    }

    private synchronized int take(byte[] target, int start, int length) throws IOException {
        while (pieces.isEmpty() && !ended) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
        byte[] piece = pieces.peek();
        if (piece == null) {
            return -1;
        }
        int count = Math.min(length, piece.length - offset);
        System.arraycopy(piece, offset, target, start, count);
        offset += count;
        waiting -= count;
        if (offset == piece.length) {
            pieces.remove();
            offset = 0;
        }
        return count;
    }
}
