package mpj.wireup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The process manager of a rank that our own launcher started.
 *
 * <p>One daemon thread, the lifeline, reads what the launcher sends and ends the process when the launcher is gone. In
 * the start path of every rank: plain classes only, a first lambda costs a cold JVM 10 ms.
 */
public final class JobClient implements ProcessManager {
    private static final long ABORT_WAIT_MS = 5000;
    private static final byte[] EMPTY = {};

    private final JobPlace place;
    private final ControlLink link;
    private final Runnable orphaned;
    private final Object lock = new Object();
    private final Map<String, byte[]> unpublished = new LinkedHashMap<>();
    private final List<Map<String, byte[]>> published = new ArrayList<>();
    private final List<JobListener> listeners = new ArrayList<>();
    private int fencesSent;
    private int fencesPassed;
    private boolean abortHeard;
    private boolean ended;
    private boolean closed;
    private @Nullable JobProgram program;

    private JobClient(JobPlace place, ControlLink link, Runnable orphaned) {
        this.place = place;
        this.link = link;
        this.orphaned = orphaned;
        for (int rank = 0; rank < place.size(); rank++) {
            published.add(new LinkedHashMap<>());
        }
    }

    /**
     * Connects to the launcher.
     *
     * @param orphaned what to do when the launcher is gone
     */
    static JobClient connect(JobPlace place, Runnable orphaned) {
        ControlLink link = null;
        try {
            link = new ControlLink(new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), place.port()));
            link.greet(place.secret(), place.rank(), processId());
            JobClient client = new JobClient(place, link, orphaned);
            client.new Lifeline().start();
            return client;
        } catch (IOException e) {
            if (link != null) {
                link.close();
            }
            throw new WireupException(
                    "rank " + place.rank() + " cannot reach mpjexec on 127.0.0.1:" + place.port() + ": " + e, e);
        }
    }

    /** Read from /proc: ProcessHandle brings a thread pool along. */
    private static long processId() {
        try {
            return Long.parseLong(Files.readSymbolicLink(Path.of("/proc/self")).toString());
        } catch (IOException | NumberFormatException e) {
            return ProcessHandle.current().pid();
        }
    }

    @Override
    public String jobId() {
        return place.jobId();
    }

    @Override
    public int rank() {
        return place.rank();
    }

    @Override
    public int size() {
        return place.size();
    }

    @Override
    public int localSize() {
        return place.localSize();
    }

    @Override
    public int appNumber() {
        return place.appNumber();
    }

    @Override
    public byte[] secret() {
        return place.secret().bytes();
    }

    @Override
    public void put(String key, byte[] value) {
        synchronized (lock) {
            unpublished.put(key, value.clone());
        }
    }

    @Override
    public void fence() {
        synchronized (lock) {
            byte[] values = new WireWriter().map(unpublished).body();
            unpublished.clear();
            int awaited = ++fencesSent;
            send(ControlLink.FENCE, values);
            while (fencesPassed - awaited < 0) {
                await("the fence");
            }
        }
    }

    @Override
    public byte[] get(int rank, String key) {
        synchronized (lock) {
            byte[] value = rank < 0 || rank >= published.size() ? null : published.get(rank).get(key);
            if (value == null) {
                throw new WireupException("rank " + rank + " published no " + key);
            }
            return value.clone();
        }
    }

    @Override
    public void listen(JobListener listener) {
        synchronized (lock) {
            listeners.add(listener);
        }
    }

    @Override
    public void abort(int code, String message) {
        synchronized (lock) {
            long deadline = System.nanoTime() + ABORT_WAIT_MS * 1_000_000;
            try {
                link.send(ControlLink.ABORT, new WireWriter().number(code).text(message).body());
                while (!abortHeard && !ended && deadline - System.nanoTime() > 0) {
                    lock.wait(ABORT_WAIT_MS);
                }
            } catch (IOException e) {
                // nobody is left to be told: the end below serves this process
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!abortHeard) {
                System.err.println("mpj: rank " + place.rank() + ": " + message);
                System.err.flush();
                Runtime.getRuntime().halt(code & 0xff);
            }
        }
    }

    @Override
    public void report(RankReport report) {
        send(ControlLink.REPORT, report.encode());
    }

    @Override
    public void finished() {
        send(ControlLink.FINISHED, EMPTY);
    }

    /** The program that the launcher compiled for this rank; waits until it has done so. */
    public JobProgram program() {
        synchronized (lock) {
            send(ControlLink.PROGRAM, EMPTY);
            while (true) {
                JobProgram result = program;
                if (result != null) {
                    program = null;
                    return result;
                }
                await("the program");
            }
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        link.close();
    }

    private void send(int type, byte[] body) {
        try {
            link.send(type, body);
        } catch (IOException e) {
            throw new WireupException("the connection to mpjexec is lost: " + e, e);
        }
    }

    /** Waits for the lifeline's next news, which the caller looks at; an interrupt is kept for later waits. */
    @SuppressWarnings("WaitNotInLoop")
    private void await(String what) {
        if (ended) {
            throw new WireupException("the connection to mpjexec ended while waiting for " + what);
        }
        boolean interrupted = Thread.interrupted();
        try {
            lock.wait();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Lifeline extends Thread {
        Lifeline() {
            super("mpj-lifeline");
            setDaemon(true);
        }

        @Override
        public void run() {
            live();
        }
    }

    private void live() {
        try {
            while (true) {
                handle(link.receive());
            }
        } catch (IOException e) {
            // the launcher is gone, or this side closed
        }
        boolean deserted;
        synchronized (lock) {
            ended = true;
            deserted = !closed;
            lock.notifyAll();
        }
        link.close();
        if (deserted) {
            orphaned.run();
        }
    }

    private void handle(FrameChannel.Frame frame) throws IOException {
        switch (frame.type()) {
            case ControlLink.FENCE -> passFence(new WireReader(frame.body()));
            case ControlLink.ABORT -> hearAbort();
            case ControlLink.PROGRAM -> keepProgram(JobProgram.decode(frame.body()));
            case ControlLink.STACKS -> link.send(ControlLink.STACKS, new WireWriter().text(stacks()).body());
            case ControlLink.LOST -> tellLost(new WireReader(frame.body()));
            default -> throw new IOException("mpjexec sends what only ranks send: " + frame.type());
        }
    }

    private void passFence(WireReader values) throws IOException {
        synchronized (lock) {
            for (int rank = 0; rank < place.size(); rank++) {
                published.get(rank).putAll(values.map());
            }
            fencesPassed++;
            lock.notifyAll();
        }
    }

    private void hearAbort() {
        synchronized (lock) {
            abortHeard = true;
            lock.notifyAll();
        }
    }

    private void keepProgram(JobProgram received) {
        synchronized (lock) {
            program = received;
            lock.notifyAll();
        }
    }

    private void tellLost(WireReader event) throws IOException {
        int rank = event.number();
        String reason = event.text();
        for (JobListener listener : listeners()) {
            listener.peerLost(rank, reason);
        }
    }

    private String stacks() {
        StringBuilder pending = new StringBuilder();
        for (JobListener listener : listeners()) {
            pending.append(listener.pending());
        }
        return ThreadStacks.describe(pending.toString());
    }

    private List<JobListener> listeners() {
        synchronized (lock) {
            return new ArrayList<>(listeners);
        }
    }
}
