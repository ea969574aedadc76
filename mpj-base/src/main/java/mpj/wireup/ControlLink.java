package mpj.wireup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/**
 * The connection of a rank to its host's launcher or agent, or of an agent to the launcher: a mutual proof of the job's
 * secret ({@link MutualProof}), then frames. The number is the rank's or the host's.
 *
 * <pre>
 *   rank      -&gt; launcher   magic (4)  number (4)  pid (8)  nonce (32)
 *   launcher  -&gt; rank       nonce (32) proof (32)
 *   rank      -&gt; launcher   proof (32)
 *   then both ways          type (1)  length (4)  body (length)
 * </pre>
 */
public final class ControlLink implements FrameChannel {
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
    /** Rank: what it has done ({@link RankReport}). */
    public static final int REPORT = 7;

    /** The greatest type: those after {@link #REPORT} are for the launcher and its agents. */
    public static final int MAX_TYPE = 63;

    /** No frame may be longer; checked before memory is taken for it. */
    public static final int MAX_BODY = 1 << 26;

    private static final int MAGIC = 0x4d504a01;
    private static final int HELLO_BYTES = 16;
    private static final int HANDSHAKE_MS = 10_000;

    /** Silence is waited for in so many parts: a machine that was itself suspended sees only one of them pass. */
    private static final int SILENCE_PARTS = 4;

    private final Socket socket;
    private final Patience patience;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** Who is at the other end of a link that the launcher has accepted. */
    public record Hello(int number, long pid) {}

    public ControlLink(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        patience = new Patience(socket.getInputStream());
        in = new DataInputStream(new BufferedInputStream(patience, 4096));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 4096));
    }

    /** The opening's part of who connects. */
    public void greet(JobSecret secret, int number, long pid) throws IOException {
        socket.setSoTimeout(HANDSHAKE_MS);
        byte[] hello = ByteBuffer.allocate(HELLO_BYTES).putInt(MAGIC).putInt(number).putLong(pid).array();
        MutualProof proof = MutualProof.initiator(secret, hello);
        out.write(proof.opening());
        out.flush();
        out.write(proof.closing(read(MutualProof.ANSWER_BYTES)));
        out.flush();
        socket.setSoTimeout(0);
    }

    /** The opening's part of who listens; an exception means that the other end is none of this job's processes. */
    public Hello accept(JobSecret secret, int size) throws IOException {
        socket.setSoTimeout(HANDSHAKE_MS);
        byte[] opening = read(HELLO_BYTES + JobSecret.BYTES);
        ByteBuffer fields = ByteBuffer.wrap(opening);
        if (fields.getInt() != MAGIC) {
            throw new StreamCorruptedException("not one of our processes");
        }
        int number = fields.getInt();
        if (number < 0 || number >= size) {
            throw new StreamCorruptedException("no such rank or host: " + number);
        }
        MutualProof proof = MutualProof.acceptor(secret, opening);
        out.write(proof.answer());
        out.flush();
        proof.checkClosing(read(JobSecret.BYTES));
        socket.setSoTimeout(0);
        return new Hello(number, fields.getLong());
    }

    /** Has {@link #receive()} fail when nothing has come for so long. */
    public void limitSilence(long milliseconds) throws IOException {
        socket.setSoTimeout(Math.toIntExact(milliseconds / SILENCE_PARTS));
        patience.parts = SILENCE_PARTS;
    }

    /** Lets the socket's time-out pass several times before it counts. */
    private static final class Patience extends FilterInputStream {
        private volatile int parts = 1;

        Patience(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            for (int part = 1; part < parts; part++) {
                try {
                    return super.read(bytes, start, length);
                } catch (SocketTimeoutException e) {
                    // the next part
                }
            }
            return super.read(bytes, start, length);
        }
    }

    private byte[] read(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public synchronized void send(int type, byte[] body) throws IOException {
        if (body.length > MAX_BODY) {
            throw new IOException("a message of " + body.length + " bytes is longer than " + MAX_BODY);
        }
        out.writeByte(type);
        out.writeInt(body.length);
        out.write(body);
        out.flush();
    }

    @Override
    public Frame receive() throws IOException {
        int type = in.readUnsignedByte();
        int length = in.readInt();
        if (type < FENCE || type > MAX_TYPE || length < 0 || length > MAX_BODY) {
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
