package mpj.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import mpj.wireup.FrameChannel;
import mpj.wireup.WireWriter;

/** Sends a stream in pieces to a {@link StreamReader} at the other end of a connection, as it makes room. */
final class StreamWriter extends StreamCopier {
    private static final int PIECE = 8192;

    private final FrameChannel link;
    private final int rank;
    private final int stream;
    private int room = AgentFrames.STREAM_WINDOW;

    StreamWriter(InputStream in, FrameChannel link, int rank, int stream) {
        super("mpj-stream-" + rank + "-" + stream, in);
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
                length = read(piece, Math.min(piece.length, awaitRoom()));
                use(length);
                send(Arrays.copyOf(piece, length));
            }
        } catch (IOException e) {
            // the connection is gone: nobody is left to send to
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(byte[] bytes) throws IOException {
        link.send(AgentFrames.DATA, new WireWriter().number(rank).number(stream).bytes(bytes).body());
    }
}
