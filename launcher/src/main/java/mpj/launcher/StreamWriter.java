package mpj.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import mpj.wireup.FrameChannel;
import mpj.wireup.WireWriter;

/** Sends a stream in pieces to a {@link StreamReader} at the other end of a connection, as it makes room. */
final class StreamWriter extends Thread {
    private static final int PIECE = 8192;

    private final InputStream in;
    private final FrameChannel link;
    private final int rank;
    private final int stream;
    private int room = AgentFrames.STREAM_WINDOW;

    StreamWriter(InputStream in, FrameChannel link, int rank, int stream) {
        super("mpj-stream-" + rank + "-" + stream);
        setDaemon(true);
        this.in = in;
        this.link = link;
        this.rank = rank;
        this.stream = stream;
    }

    /** The reader has room for so many bytes more. */
    synchronized void more(int count) {
        room += count;
        notifyAll();
    }

    private synchronized int awaitRoom() throws InterruptedException {
        while (room <= 0) {
            wait();
        }
        return room;
    }

    private synchronized void use(int count) {
        room -= count;
    }

    @Override
    public void run() {
        byte[] piece = new byte[PIECE];
        try {
            int length = 1;
            while (length > 0) {
                length = readPiece(piece, awaitRoom());
                use(length);
                send(Arrays.copyOf(piece, length));
            }
        } catch (IOException e) {
            // the connection is gone: nobody is left to send to
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What there is, or nothing at the end. */
    private int readPiece(byte[] piece, int limit) {
        try {
            return Math.max(0, in.read(piece, 0, Math.min(piece.length, limit)));
        } catch (IOException e) {
            // the process is gone and its pipe with it
            return 0;
        }
    }

    private void send(byte[] bytes) throws IOException {
        link.send(AgentFrames.DATA, new WireWriter().number(rank).number(stream).bytes(bytes).body());
    }
}
