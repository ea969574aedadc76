package mpj.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mpj.wireup.ControlLink;
import mpj.wireup.FrameChannel;
import mpj.wireup.JobProgram;
import mpj.wireup.JobSecret;
import mpj.wireup.RankReport;
import mpj.wireup.WireReader;
import mpj.wireup.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * The launcher's end of the ranks' channels: connections to the loopback interface, or through the agent of another
 * host. One thread serves each.
 */
final class ControlServer implements LinkAcceptor.Service {
    private static final byte[] EMPTY = {};

    private final int[] programOfRank;
    private final ControlEvents events;
    private final LinkAcceptor acceptor;
    private final FenceTable fences;

    // under this object's lock
    private final @Nullable FrameChannel[] links;
    private final Map<Integer, byte[]> programs = new HashMap<>();

    /**
     * A server that listens.
     *
     * @param programOfRank the index of each rank's program
     */
    ControlServer(JobSecret secret, int[] programOfRank, ControlEvents events) throws IOException {
        this.programOfRank = programOfRank;
        this.events = events;
        int size = programOfRank.length;
        acceptor = new LinkAcceptor(LinkAcceptor.loopback(size), secret, size, this);
        fences = new FenceTable(size);
        links = new FrameChannel[size];
    }

    int port() {
        return acceptor.port();
    }

    /** How many connections were none of this job's. */
    int dropped() {
        return acceptor.dropped();
    }

    void start() {
        acceptor.start();
    }

    @Override
    public boolean serve(int rank, ControlLink link) {
        return serveRank(rank, link);
    }

    /** Serves a rank's channel to its end; false if the rank has one already. */
    boolean serveRank(int rank, FrameChannel link) {
        if (!enter(rank, link)) {
            return false;
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
        leave(rank);
        return true;
    }

    private synchronized boolean enter(int rank, FrameChannel link) {
        if (links[rank] != null) {
            return false;
        }
        links[rank] = link;
        return true;
    }

    private void leave(int rank) {
        synchronized (this) {
            links[rank] = null;
        }
        events.disconnected(rank);
    }

    private void handle(int rank, FrameChannel link, FrameChannel.Frame frame) throws IOException {
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

    private synchronized @Nullable FrameChannel link(int rank) {
        return links[rank];
    }

    /** Asks a connected rank for its stacks; says whether it could be asked. */
    boolean requestStacks(int rank) {
        return send(rank, ControlLink.STACKS, EMPTY);
    }

    /** Tells the other ranks that one is dead. */
    void tellLost(int rank, String reason) {
        sendToAll(ControlLink.LOST, new WireWriter().number(rank).text(reason).body());
    }

    /** Once to each host: an agent passes it to its ranks. */
    private void sendToAll(int type, byte[] body) {
        List<RemoteHost> told = new ArrayList<>();
        for (int rank = 0; rank < links.length; rank++) {
            if (link(rank) instanceof RelayedChannel relayed) {
                if (!told.contains(relayed.host())) {
                    told.add(relayed.host());
                    relayed.host().sendToAll(type, body);
                }
            } else {
                send(rank, type, body);
            }
        }
    }

    private boolean send(int rank, int type, byte[] body) {
        FrameChannel link = link(rank);
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
        acceptor.close();
    }
}
