package mpj.wireup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * A rank's connection to the launcher: a mutual proof of the job's secret ({@link MutualProof}), then frames.
 *
 * <pre>
 *   rank      -&gt; launcher   magic (4)  rank (4)  pid (8)  nonce (32)
 *   launcher  -&gt; rank       nonce (32) proof (32)
 *   rank      -&gt; launcher   proof (32)
 *   then both ways          type (1)  length (4)  body (length)
 * </pre>
 *
 * <p>Sending is for any thread, receiving for one.
 */
public final class ControlLink implements Closeable {
    /** Rank: published values, waits for the others. Launcher: all ranks' values. */
    public static final int FENCE = 1;
    /** Rank: end the job (code, message). Launcher: heard. */
    public static final int ABORT = 2;
    /** Rank: has left MPI in good order. */
    public static final int FINISHED = 3;
    /** Rank: asks for the program that the launcher compiled. Launcher: the program. */
    public static final int PROGRAM = 4;
    /** Launcher: asks for the stacks of all threads. Rank: the text. */
    public static final int STACKS = 5;
    /** Launcher: a peer has died (rank, reason). */
    public static final int LOST = 6;

    /** No frame may be longer; checked before memory is taken for it. */
    public static final int MAX_BODY = 1 << 26;

    private static final int MAGIC = 0x4d504a01;
    private static final int HELLO_BYTES = 16;
    private static final int HANDSHAKE_MS = 10_000;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** Who is at the other end of a link that the launcher has accepted. */
    public record Hello(int rank, long pid) {}

    /** A message: its type, one of the constants above, and its body, which the receiver owns. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Frame(int type, byte[] body) {}

    public ControlLink(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 4096));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 4096));
    }

    /** The rank's part of the opening. */
    public void greet(JobSecret secret, int rank, long pid) throws IOException {
        socket.setSoTimeout(HANDSHAKE_MS);
        byte[] hello = ByteBuffer.allocate(HELLO_BYTES).putInt(MAGIC).putInt(rank).putLong(pid).array();
        MutualProof proof = MutualProof.initiator(secret, hello);
        out.write(proof.opening());
        out.flush();
        out.write(proof.closing(read(MutualProof.ANSWER_BYTES)));
        out.flush();
        socket.setSoTimeout(0);
    }

    /** The launcher's part of the opening; an exception means that the other end is none of this job's ranks. */
    public Hello accept(JobSecret secret, int size) throws IOException {
        socket.setSoTimeout(HANDSHAKE_MS);
        byte[] opening = read(HELLO_BYTES + JobSecret.BYTES);
        ByteBuffer fields = ByteBuffer.wrap(opening);
        if (fields.getInt() != MAGIC) {
            throw new StreamCorruptedException("not one of our processes");
        }
        int rank = fields.getInt();
        if (rank < 0 || rank >= size) {
            throw new StreamCorruptedException("no such rank: " + rank);
        }
        MutualProof proof = MutualProof.acceptor(secret, opening);
        out.write(proof.answer());
        out.flush();
        proof.checkClosing(read(JobSecret.BYTES));
        socket.setSoTimeout(0);
        return new Hello(rank, fields.getLong());
    }

    private byte[] read(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    /** Sends a frame; from any thread. */
    public synchronized void send(int type, byte[] body) throws IOException {
        if (body.length > MAX_BODY) {
            throw new IOException("a message of " + body.length + " bytes is longer than " + MAX_BODY);
        }
        out.writeByte(type);
        out.writeInt(body.length);
        out.write(body);
        out.flush();
    }

    /** The next frame. */
    public Frame receive() throws IOException {
        int type = in.readUnsignedByte();
        int length = in.readInt();
        if (type < FENCE || type > LOST || length < 0 || length > MAX_BODY) {
            throw new StreamCorruptedException("malformed message: type " + type + ", length " + length);
        }
        return new Frame(type, read(length));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone, as it should be
        }
    }
}
