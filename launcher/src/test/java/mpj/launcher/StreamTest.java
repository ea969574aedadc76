package mpj.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mpj.wireup.FrameChannel;
import mpj.wireup.WireReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream that shares a connection with others. */
@Timeout(60)
class StreamTest {
    private static final long SEED = 77;

    private final BlockingQueue<FrameChannel.Frame> sent = new LinkedBlockingQueue<>();

    /** A connection whose other end this test is. */
    private final FrameChannel link = new FrameChannel() {
        @Override
        public void send(int type, byte[] body) {
            sent.add(new Frame(type, body));
        }

        @Override
        public Frame receive() throws IOException {
            throw new IOException("nothing is sent back here");
        }

        @Override
        public void close() {}
    };

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(SEED).nextBytes(bytes);
        return bytes;
    }

    @Test
    void bytesArriveInOrder() throws IOException, InterruptedException {
        byte[] bytes = random(5 * AgentFrames.STREAM_WINDOW + 13);
        StreamWriter writer = new StreamWriter(new ByteArrayInputStream(bytes), link, 3, AgentFrames.STDOUT);
        StreamReader reader = new StreamReader(link, 3, AgentFrames.STDOUT);
        writer.start();
        Thread carrier = new Thread(() -> carry(writer, reader));
        carrier.start();
        assertArrayEquals(bytes, reader.readAllBytes());
        writer.join();
        carrier.join();
    }

    private void carry(StreamWriter writer, StreamReader reader) {
        try {
            boolean more = true;
            while (more) {
                FrameChannel.Frame frame = sent.take();
                WireReader body = new WireReader(frame.body());
                assertEquals(3, body.number());
                assertEquals(AgentFrames.STDOUT, body.number());
                if (frame.type() == AgentFrames.CREDIT) {
                    writer.more(body.number());
                } else {
                    byte[] piece = body.bytes();
                    more = piece.length > 0;
                    reader.accept(piece);
                }
            }
        } catch (IOException | InterruptedException e) {
            reader.end();
        }
    }

    @Test
    void nobodyReads() throws IOException, InterruptedException {
        StreamWriter writer =
                new StreamWriter(new ByteArrayInputStream(random(1 << 20)), link, 0, AgentFrames.STDOUT);
        writer.start();
        int total = 0;
        while (total < AgentFrames.STREAM_WINDOW) {
            WireReader body = new WireReader(sent.take().body());
            body.number();
            body.number();
            total += body.bytes().length;
        }
        assertEquals(AgentFrames.STREAM_WINDOW, total);
        assertTrue(sent.poll(50, TimeUnit.MILLISECONDS) == null, "no more than there is room for");
        writer.interrupt();
        writer.join();
    }

    @Test
    void tooMuchIsAnError() {
        StreamReader reader = new StreamReader(link, 0, AgentFrames.STDERR);
        assertThrows(IOException.class, () -> reader.accept(new byte[AgentFrames.STREAM_WINDOW + 1]));
    }
}
