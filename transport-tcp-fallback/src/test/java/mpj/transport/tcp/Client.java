package mpj.transport.tcp;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
                throw new UncheckedIOException(e);
            }
        });
        TestRank.pollUntil("an answer", reading::isDone, rank);
        return reading.join();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Ends the connection: with a reset, as the kernel of a killed process may do, or in good order. */
    void end(boolean reset) throws IOException {
        socket.setSoLinger(reset, 0);
        socket.close();
    }
}
