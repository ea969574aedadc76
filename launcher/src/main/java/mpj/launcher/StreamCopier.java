package mpj.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A thread that passes on what comes from a stream, and of which can be told whether anything is left to pass on. */
abstract class StreamCopier extends Thread {
    /** How long a stream that is open yet and gives nothing is waited for: a process that outlives its rank may hold it. */
    private static final long QUIET_NS = 1_000_000_000L;

    private static final long LOOK_MS = 20;

    private final InputStream in;
    private volatile boolean reading;
    private volatile long readingSinceNs;

    StreamCopier(String name, InputStream in) {
        super(name);
        setDaemon(true);
        this.in = in;
    }

    /** Reads up to {@code limit} bytes; 0 at the end. */
    final int read(byte[] target, int limit) {
        readingSinceNs = System.nanoTime();
        reading = true;
        try {
            return Math.max(0, in.read(target, 0, limit));
        } catch (IOException e) {
            // the process is gone and its pipe with it
            return 0;
        } finally {
            reading = false;
        }
    }

    private boolean hasNothing(long sinceNs) {
        if (!reading) {
            return false;
        }
        return System.nanoTime() - Math.max(readingSinceNs - sinceNs, 0) - sinceNs >= QUIET_NS;
    }

    /**
     * Waits until everything has been passed on: each stream is at its end, or nothing has come of it for a while from
     * now. However slow the taker is, it is waited for.
     *
     * @param longestMs to give up after this time nevertheless
     */
    static void drain(List<StreamCopier> all, long longestMs) throws InterruptedException {
        long start = System.nanoTime();
        for (StreamCopier copier : all) {
            while (copier.isAlive()
                    && !copier.hasNothing(start)
                    && (System.nanoTime() - start) / 1_000_000 < longestMs) {
                copier.join(LOOK_MS);
            }
        }
    }
}
