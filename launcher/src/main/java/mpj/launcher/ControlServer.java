package mpj.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mpj.wireup.ControlLink;
import mpj.wireup.JobProgram;
import mpj.wireup.JobSecret;
import mpj.wireup.RankReport;
import mpj.wireup.WireReader;
import mpj.wireup.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * The launcher's end of the ranks' connections, on the loopback interface.
 *
 * <p>One thread accepts, one reads each connection. Whoever does not know the job's secret is dropped, counted, and
 * disturbs nobody.
 */
final class ControlServer {
    /** Connections that have not proved anything yet; more are dropped at once. */
    private static final int MAX_STRANGERS = 64;

    private static final byte[] EMPTY = {};

    private final JobSecret secret;
    private final int[] programOfRank;
    private final ControlEvents events;
    private final ServerSocket listener;
    private final FenceTable fences;
    private final AtomicInteger strangers = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();

    // under this object's lock
    private final @Nullable ControlLink[] links;
    private final Map<Integer, byte[]> programs = new HashMap<>();

    /**
     * A server that listens.
     *
     * @param programOfRank the index of each rank's program
     */
    ControlServer(JobSecret secret, int[] programOfRank, ControlEvents events) throws IOException {
        this.secret = secret;
        this.programOfRank = programOfRank;
        this.events = events;
        int size = programOfRank.length;
        listener = new ServerSocket(0, Math.max(50, size), InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        fences = new FenceTable(size);
        links = new ControlLink[size];
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

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                if (strangers.get() >= MAX_STRANGERS + links.length) {
                    dropped.incrementAndGet();
                    socket.close();
                    continue;
                }
                strangers.incrementAndGet();
                daemon("mpj-control-link", new Runnable() {
                    @Override
                    public void run() {
                        serve(socket);
                    }
                });
            } catch (IOException e) {
                // one connection that failed to come about; the next may
            }
        }
    }

    private void serve(Socket socket) {
        ControlLink link = null;
        int rank = -1;
        try {
            link = new ControlLink(socket);
            rank = link.accept(secret, links.length).rank();
            if (!enter(rank, link)) {
                rank = -1;
            }
        } catch (IOException e) {
            rank = -1;
        } finally {
            strangers.decrementAndGet();
        }
        if (link == null || rank < 0) {
            dropped.incrementAndGet();
            closeQuietly(socket);
            return;
        }
        events.connected(rank);
        try {
            while (true) {
                handle(rank, link, link.receive());
            }
        } catch (IOException e) {
            // the rank's end, or nonsense from it, which is the same
        }
        link.close();
        leave(rank, link);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is what it should be
        }
    }

    private synchronized boolean enter(int rank, ControlLink link) {
        if (links[rank] != null) {
            return false;
        }
        links[rank] = link;
        return true;
    }

    private void leave(int rank, ControlLink link) {
        synchronized (this) {
            if (links[rank] == link) {
                links[rank] = null;
            }
        }
        events.disconnected(rank);
    }

    private void handle(int rank, ControlLink link, ControlLink.Frame frame) throws IOException {
        WireReader body = new WireReader(frame.body());
        switch (frame.type()) {
            case ControlLink.FENCE -> {
                events.joined(rank);
                byte[] all = fences.arrive(rank, body.map());
                if (all != null) {
                    sendToAll(ControlLink.FENCE, all);
                }
            }
            case ControlLink.ABORT -> {
                int code = body.number();
                String message = body.text();
                events.aborted(rank, code, message);
                link.send(ControlLink.ABORT, EMPTY);
            }
            case ControlLink.FINISHED -> events.finished(rank);
            case ControlLink.PROGRAM -> link.send(ControlLink.PROGRAM, program(programOfRank[rank]));
            case ControlLink.REPORT -> events.report(rank, RankReport.decode(frame.body()));
            case ControlLink.STACKS -> events.stacks(rank, body.text());
            default -> throw new IOException("rank " + rank + " sends what only the launcher sends");
        }
    }

    /** Gives the ranks of a program what was compiled for them. */
    synchronized void provide(int program, JobProgram compiled) {
        programs.put(program, compiled.encode());
        notifyAll();
    }

    private synchronized byte[] program(int index) throws IOException {
        try {
            while (true) {
                byte[] encoded = programs.get(index);
                if (encoded != null) {
                    return encoded;
                }
                wait();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private synchronized @Nullable ControlLink link(int rank) {
        return links[rank];
    }

    /** Asks a connected rank for its stacks; says whether it could be asked. */
    boolean requestStacks(int rank) {
        return send(rank, ControlLink.STACKS, EMPTY);
    }

    /** Tells the other ranks that one is dead. */
    void tellLost(int rank, String reason) {
        byte[] event = new WireWriter().number(rank).text(reason).body();
        for (int other = 0; other < links.length; other++) {
            if (other != rank) {
                send(other, ControlLink.LOST, event);
            }
        }
    }

    private void sendToAll(int type, byte[] body) {
        for (int rank = 0; rank < links.length; rank++) {
            send(rank, type, body);
        }
    }

    private boolean send(int rank, int type, byte[] body) {
        ControlLink link = link(rank);
        if (link == null) {
            return false;
        }
        try {
            link.send(type, body);
            return true;
        } catch (IOException e) {
            // its reader sees the same and reports it
            return false;
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
