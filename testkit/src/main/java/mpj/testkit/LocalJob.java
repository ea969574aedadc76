package mpj.testkit;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import mpj.wireup.JobListener;
import mpj.wireup.ProcessManager;
import mpj.wireup.RankReport;
import mpj.wireup.WireupException;
import org.jspecify.annotations.Nullable;

/**
 * A job whose ranks are objects of this JVM: values in a map, fences by a monitor.
 *
 * <p>What a rank puts is kept back until the next fence, so that a test notices a get that came too early.
 */
public final class LocalJob {
    private static final AtomicLong JOBS = new AtomicLong();

    private final String id = "local-" + ProcessHandle.current().pid() + "-" + JOBS.incrementAndGet();
    private final byte[] secret = new byte[32];
    private final int size;
    private final Map<String, byte[]> put = new HashMap<>();
    private final Map<String, byte[]> visible = new HashMap<>();
    private final @Nullable JobListener[] listeners;
    private final boolean[] finished;
    private final @Nullable RankReport[] reports;
    /** Why each rank has died; null while it lives. */
    private final @Nullable String[] lost;
    private int arrived;
    private long generation;
    private @Nullable String aborted;
    private int abortCode;
    private Runnable onAbort = () -> {};

    public LocalJob(int size) {
        this.size = size;
        this.listeners = new JobListener[size];
        this.finished = new boolean[size];
        this.reports = new RankReport[size];
        this.lost = new String[size];
        new SecureRandom().nextBytes(secret);
    }

    /** The process manager that {@code rank} sees. */
    public ProcessManager manager(int rank) {
        return new Manager(rank);
    }

    /** Has {@code action} run once, on the thread that aborts the job. */
    public synchronized void onAbort(Runnable action) {
        onAbort = action;
    }

    /** The message with which the job was aborted; null if it was not. */
    public synchronized @Nullable String aborted() {
        return aborted;
    }

    /** The code given with {@link #aborted()}. */
    public synchronized int abortCode() {
        return abortCode;
    }

    /** What the rank has reported at its end; null if nothing. */
    public synchronized @Nullable RankReport report(int rank) {
        return reports[rank];
    }

    /** Whether the rank has told that it left MPI in good order. */
    public synchronized boolean isFinished(int rank) {
        return finished[rank];
    }

    /** Tells every other rank that {@code rank} has died, as a launcher would. */
    public void lose(int rank, String reason) {
        List<JobListener> others = new ArrayList<>();
        synchronized (this) {
            lost[rank] = reason;
            for (int i = 0; i < size; i++) {
                JobListener listener = listeners[i];
                if (i != rank && listener != null && !finished[i]) {
                    others.add(listener);
                }
            }
        }
        others.forEach(listener -> listener.peerLost(rank, reason));
    }

    /** What {@code rank} says of its pending operations; may block while that rank's engine is busy. */
    public String pending(int rank) {
        JobListener listener;
        synchronized (this) {
            listener = listeners[rank];
        }
        return listener == null ? "" : listener.pending();
    }

    /** Who begins to listen hears of earlier losses, too. */
    private void listen(int rank, JobListener listener) {
        @Nullable String[] before;
        synchronized (this) {
            listeners[rank] = listener;
            before = lost.clone();
        }
        for (int i = 0; i < size; i++) {
            String reason = before[i];
            if (i != rank && reason != null) {
                listener.peerLost(i, reason);
            }
        }
    }

    private void abort(int code, String message) {
        Runnable action;
        synchronized (this) {
            if (aborted != null) {
                return;
            }
            aborted = message;
            abortCode = code;
            action = onAbort;
            notifyAll();
        }
        action.run();
    }

    private synchronized void fence() {
        long mine = generation;
        if (++arrived == size) {
            arrived = 0;
            generation++;
            visible.putAll(put);
            put.clear();
            notifyAll();
        }
        while (generation == mine) {
            if (aborted != null) {
                throw new WireupException("the job was aborted during a fence: " + aborted);
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WireupException("interrupted in a fence", e);
            }
        }
    }

    private synchronized void put(int rank, String key, byte[] value) {
        put.put(rank + "/" + key, value.clone());
    }

    private synchronized byte[] get(int rank, String key) {
        byte[] value = visible.get(rank + "/" + key);
        if (value == null) {
            throw new WireupException("rank " + rank + " had put no '" + key + "' before a fence");
        }
        return value.clone();
    }

    private final class Manager implements ProcessManager {
        private final int rank;

        Manager(int rank) {
            this.rank = rank;
        }

        @Override
        public String jobId() {
            return id;
        }

        @Override
        public int rank() {
            return rank;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public int localSize() {
            return size;
        }

        @Override
        public int appNumber() {
            return 0;
        }

        @Override
        public byte[] secret() {
            return secret.clone();
        }

        @Override
        public void put(String key, byte[] value) {
            LocalJob.this.put(rank, key, value);
        }

        @Override
        public void fence() {
            LocalJob.this.fence();
        }

        @Override
        public byte[] get(int from, String key) {
            return LocalJob.this.get(from, key);
        }

        @Override
        public void listen(JobListener listener) {
            LocalJob.this.listen(rank, listener);
        }

        @Override
        public void abort(int code, String message) {
            LocalJob.this.abort(code, message);
        }

        @Override
        public void report(RankReport report) {
            synchronized (LocalJob.this) {
                reports[rank] = report;
            }
        }

        @Override
        public void finished() {
            synchronized (LocalJob.this) {
                finished[rank] = true;
            }
        }

        @Override
        public void close() {}
    }
}
