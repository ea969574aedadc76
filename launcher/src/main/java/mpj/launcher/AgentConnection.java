package mpj.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mpj.wireup.ControlLink;
import org.jspecify.annotations.Nullable;

/**
 * An agent's way to mpjexec: all addresses at once, for those that a firewall swallows take long to fail, and the first
 * at which mpjexec proves itself.
 */
final class AgentConnection {
    private static final int CONNECT_MS = 10_000;

    private AgentConnection() {}

    /** An attempt's outcome. */
    private record Attempt(String address, Socket socket, String failure) {}

    static ControlLink open(AgentSetup setup) throws IOException {
        BlockingQueue<Attempt> attempts = new LinkedBlockingQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        for (String address : setup.addresses()) {
            LinkAcceptor.daemon("mpj-connect", () -> {
                Attempt attempt = attempt(address);
                attempts.add(attempt);
                if (over.get()) {
                    close(attempts);
                }
            });
        }
        StringBuilder failures = new StringBuilder();
        ControlLink opened = null;
        try {
            for (int i = 0; i < setup.addresses().size() && opened == null; i++) {
                Attempt attempt = attempts.poll(2L * CONNECT_MS, TimeUnit.MILLISECONDS);
                if (attempt == null) {
                    break;
                }
                opened = greet(setup, attempt, failures);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        over.set(true);
        close(attempts);
        if (opened == null) {
            throw new IOException("cannot connect back to mpjexec (" + failures + "): open its ports to this host"
                    + " (--tcp-port-range), or name the network that joins them (--tcp-if)");
        }
        return opened;
    }

    /** Closes those that nobody needs any longer. */
    private static void close(BlockingQueue<Attempt> attempts) {
        for (Attempt attempt = attempts.poll(); attempt != null; attempt = attempts.poll()) {
            closeQuietly(attempt.socket);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is what it should be
        }
    }

    private static Attempt attempt(String address) {
        Socket socket = new Socket();
        try {
            socket.connect(HostNetwork.parse(address), CONNECT_MS);
            return new Attempt(address, socket, "");
        } catch (IOException e) {
            return new Attempt(address, socket, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable ControlLink greet(
            AgentSetup setup, Attempt attempt, StringBuilder failures) {
        String failure = attempt.failure;
        if (failure.isEmpty()) {
            try {
                ControlLink link = new ControlLink(attempt.socket);
                link.greet(setup.secret(), setup.host(), ProcessHandle.current().pid());
                return link;
            } catch (IOException e) {
                failure = String.valueOf(e.getMessage());
            }
        }
        closeQuietly(attempt.socket);
        failures.append(failures.isEmpty() ? "" : "; ").append(attempt.address).append(": ").append(failure);
        return null;
    }
}
