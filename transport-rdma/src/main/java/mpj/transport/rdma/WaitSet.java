package mpj.transport.rdma;

import java.util.concurrent.atomic.AtomicBoolean;
import mpj.base.memory.Linux;
import mpj.transport.rdma.verbs.Errno;
import mpj.transport.rdma.verbs.VerbsException;

/**
 * What a rank sleeps on: an epoll set with the adapter's descriptors and a bell of this rank's own. Level-triggered, so
 * that the sleeper need not touch anything but the set's descriptor.
 */
final class WaitSet implements AutoCloseable {
    private final AtomicBoolean rung = new AtomicBoolean();
    private final Object lock = new Object();
    private final int epoll;
    private final int[] epolls;
    private final int bell;
    /** Whether all that can happen makes a descriptor readable. */
    private boolean complete;

    private boolean closed;

    private WaitSet() throws VerbsException {
        epoll = Linux.epollCreate();
        epolls = new int[] {epoll};
        bell = Linux.eventfd();
        if (epoll < 0 || bell < 0) {
            close();
            throw VerbsException.of("epoll_create1", Errno.EMFILE);
        }
        add(bell);
    }

    /** A set that watches these descriptors; none: there is something that has none. */
    static WaitSet of(int[] descriptors) throws VerbsException {
        WaitSet set = new WaitSet();
        try {
            set.watch(descriptors);
            return set;
        } catch (VerbsException e) {
            set.close();
            throw e;
        }
    }

    /** Watches these descriptors in place of those before, which have been closed and so are out of the set. */
    void watch(int[] descriptors) throws VerbsException {
        complete = descriptors.length > 0;
        for (int descriptor : descriptors) {
            add(descriptor);
        }
    }

    /** Watches a descriptor as well; -1: there is something that has none. */
    void add(int descriptor) throws VerbsException {
        if (descriptor < 0) {
            complete = false;
            return;
        }
        int result = Linux.epollControl(epoll, Linux.EPOLL_CTL_ADD, descriptor, Linux.EPOLLIN, descriptor);
        if (result < 0) {
            throw VerbsException.of("epoll_ctl", -result);
        }
    }

    boolean isComplete() {
        return complete;
    }

    int descriptor() {
        return epoll;
    }

    /** Sleeps until something happens or the time is over. */
    void sleep(long timeoutNs) {
        Linux.poll(epolls, timeoutNs);
    }

    /** Ends the sleep; any thread. */
    void ring() {
        if (rung.compareAndSet(false, true)) {
            synchronized (lock) {
                if (!closed) {
                    Linux.writeOne(bell);
                }
            }
        }
    }

    /** Has heard the bell. */
    void silence() {
        if (rung.get()) {
            Linux.readAll(bell);
            // not before: a ring in between finds the flag set and writes nothing, and this rank is awake anyway
            rung.set(false);
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (bell >= 0) {
                Linux.close(bell);
            }
            if (epoll >= 0) {
                Linux.close(epoll);
            }
        }
    }
}
