package mpj.transport.tcp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import mpj.wireup.JobSecret;
import mpj.wireup.MutualProof;

/** Connects to a rank by plain blocking sockets, as whoever it wants to be. */
final class Client implements AutoCloseable {
    private static final int READ_MS = 20_000;

    private final Socket socket = new Socket();

    Client(TestRank rank) throws IOException {
        socket.setSoTimeout(READ_MS);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), rank.port()), READ_MS);
    }

    void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    byte[] read(int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    /** Whether the other end has closed the connection. */
    boolean isEnded() throws IOException {
        socket.setSoTimeout(1);
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Proves the secret; the verdict. The rank is polled meanwhile. */
    byte greet(int from, TestRank to, byte[] secret) throws IOException {
        MutualProof proof = MutualProof.initiator(
                JobSecret.of(secret), new Hello(from, to.transport.rank()).encode());
        write(proof.opening());
        byte[] answer = readPolling(MutualProof.ANSWER_BYTES, to);
        write(proof.closing(answer));
        return readPolling(1, to)[0];
    }

    private byte[] readPolling(int count, TestRank rank) {
        CompletableFuture<byte[]> reading = CompletableFuture.supplyAsync(() -> {
            try {
                return read(count);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        TestRank.pollUntil("an answer", reading::isDone, rank);
        return reading.join();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Closes with a reset: what a killed process's kernel may do. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

}
