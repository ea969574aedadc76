package mpj.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import mpj.wireup.ControlLink;
import mpj.wireup.JobSecret;

/**
 * Accepts connections of the job's processes. Whoever does not know the job's secret is dropped, counted, and disturbs
 * nobody.
 *
 * <p>One thread accepts, one serves each connection.
 */
final class LinkAcceptor {
    /** Connections that have not proved anything yet; more are dropped at once. */
    private static final int MAX_STRANGERS = 64;

    private final ServerSocket listener;
    private final JobSecret secret;
    private final int size;
    private final Service service;
    private final AtomicInteger strangers = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();

    /** What is done with a connection that has proved to be of the job. */
    interface Service {
        /**
         * Serves it to its end.
         *
         * @param number of the rank or host at the other end
         * @return false if it was not wanted
         */
        boolean serve(int number, ControlLink link);
    }

    /**
     * An acceptor, which begins with {@link #start()}.
     *
     * @param size how many ranks or hosts may come
     */
    LinkAcceptor(ServerSocket listener, JobSecret secret, int size, Service service) {
        this.listener = listener;
        this.secret = secret;
        this.size = size;
        this.service = service;
    }

    /** A socket for processes of this host. */
    static ServerSocket loopback(int backlog) throws IOException {
        return new ServerSocket(0, Math.max(50, backlog), InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many connections were none of this job's. */
    int dropped() {
        return dropped.get();
    }

    void start() {
        daemon("mpj-control", new Runnable() {
            @Override
            public void run() {
                acceptAll();
            }
        });
    }

    static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                if (strangers.get() >= MAX_STRANGERS + size) {
                    dropped.incrementAndGet();
                    socket.close();
                    continue;
                }
                strangers.incrementAndGet();
                daemon("mpj-control-link", new Runnable() {
                    @Override
                    public void run() {
                        greet(socket);
                    }
                });
            } catch (IOException e) {
                // one connection that failed to come about; the next may
            }
        }
    }

    private void greet(Socket socket) {
        ControlLink link = null;
        int number = -1;
        try {
            link = new ControlLink(socket);
            number = link.accept(secret, size).number();
        } catch (IOException e) {
            number = -1;
        } finally {
            strangers.decrementAndGet();
        }
        if (link == null || number < 0 || !service.serve(number, link)) {
            dropped.incrementAndGet();
        }
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is what it should be
        }
    }

    void close() {
        try {
            listener.close();
        } catch (IOException e) {
            // closed is what it should be
        }
    }
}
