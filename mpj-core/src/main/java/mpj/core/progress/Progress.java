package mpj.core.progress;

import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import mpj.core.request.Listener;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The engine lock and the art of waiting.
 *
 * <p>The first thread that waits becomes the leader: it polls, then yields, then sleeps. Threads that come later are
 * followers: they park until whoever polls completes their operation, or until the leader leaves and one of them takes
 * over. The leader gives the lock away between polls when somebody wants it, and holds no lock while it yields or
 * sleeps. Virtual threads never lead, for a sleep in the kernel would pin their carrier; a daemon thread leads for them.
 */
public final class Progress {
    /** How many empty polls in a row before the clock is looked at. */
    private static final int POLLS_PER_LOOK = 256;

    private static final int FIRST_LOOKS = 64;
    /** Both, where ranks share cores: what another core sends meanwhile is seen without a change of ranks. */
    private static final int SHARED_CORE_POLLS = 2;
    private static final int YIELDS = 100;
    private static final int NONE_DONE = -2;

    private static final int VAIN_POLLS_PER_PARK = 16;

    private static final long HAND_OVER_NS = 200_000;
    private static final long STOP_NS = 2_000_000_000L;

    /** Of virtual threads; what several threads count at a time may be lost. */
    private static int vainPolls;

    private final EngineLock lock = new EngineLock();
    private final Pollable work;
    private final long spinNs;
    private final long yieldNs;
    private final int pollsPerLook;
    private final int firstLooks;
    private final ArrayDeque<Thread> followers = new ArrayDeque<>();
    private @Nullable Thread leader;
    private boolean asleep;
    private @Nullable Thread daemon;
    private @Nullable Operation shift;
    private boolean alwaysLead;
    /** Operations that nobody waits for but that are to end all the same. */
    private int attended;
    private long waitedNs;
    private boolean stopped;

    /**
     * @param spinNs how long to poll without pause; 0 when the ranks of the node outnumber its cores
     * @param yieldNs how long to go on polling after that, letting others have the core between polls
     */
    public Progress(Pollable work, long spinNs, long yieldNs) {
        this.work = work;
        this.spinNs = spinNs;
        this.yieldNs = yieldNs;
        this.pollsPerLook = spinNs == 0 ? SHARED_CORE_POLLS : POLLS_PER_LOOK;
        this.firstLooks = spinNs == 0 ? SHARED_CORE_POLLS : FIRST_LOOKS;
    }

    public void lock() {
        lock.lock();
    }

    public void unlock() {
        lock.unlock();
    }

    /** Says that an operation is over; under the lock. */
    public void complete(Operation operation) {
        operation.setDone();
        Thread waiter = operation.waiter();
        if (waiter != null) {
            LockSupport.unpark(waiter);
        }
        if (asleep) {
            wakeLeader();
        }
        Listener listener = operation.takeListener();
        if (listener != null) {
            listener.ended(operation);
        }
    }

    /**
     * Has a task run when the operation is over, on a virtual thread of its own: it may be the user's code, which may
     * wait for other operations. Progress is made until then although no thread may wait. Under the lock.
     */
    public void whenDone(Operation operation, Runnable task) {
        if (operation.isDone()) {
            Thread.startVirtualThread(task);
            return;
        }
        operation.setListener(_ -> {
            attended--;
            Thread.startVirtualThread(task);
            endShift();
        });
        attended++;
        if (leader == null) {
            callDaemon();
        }
    }

    /** Ends the leader's sleep, because there is something that only a poll can go on with; under the lock. */
    public void wakeLeader() {
        if (asleep) {
            work.wake();
        }
    }

    /** One poll, unless another thread has the lock and so polls already. */
    public void pollOnce() {
        if (lock.tryLock()) {
            try {
                work.poll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * For whoever has polled in vain and may poll again: a virtual thread in such a loop would keep its carrier from
     * those that it waits for, as nothing else takes it away. Not under the lock.
     *
     * <p>A virtual thread that yields queues up at its carrier again, before those that wait for any carrier: some have
     * to park, as from that they come back behind all others.
     */
    public static void letVirtualThreadsRun() {
        if (!Thread.currentThread().isVirtual()) {
            return;
        }
        if (++vainPolls % VAIN_POLLS_PER_PARK == 0) {
            LockSupport.parkNanos(1);
        } else {
            Thread.yield();
        }
    }

    /** How often the caller may poll before it awaits; 0 where somebody leads or wants the lock. Under the lock. */
    public int firstLooks() {
        return leader != null || lock.isWanted() ? 0 : firstLooks;
    }

    /** Waits until the operation is done; the caller holds the lock, once. */
    public void await(Operation operation) {
        if (leader == null && !Thread.currentThread().isVirtual()) {
            lead(operation, null);
        } else if (!operation.isDone()) {
            follow(operation, null);
        }
    }

    /** Waits until one of the operations is done and returns its index; -1 where all are null. The caller holds the lock. */
    public int awaitAny(@Nullable Operation[] operations) {
        int first = firstDone(operations);
        if (first != NONE_DONE) {
            return first;
        }
        if (leader == null && !Thread.currentThread().isVirtual()) {
            lead(null, operations);
        } else {
            follow(null, operations);
        }
        return firstDone(operations);
    }

    private static int firstDone(@Nullable Operation[] operations) {
        int result = -1;
        for (int i = 0; i < operations.length; i++) {
            Operation operation = operations[i];
            if (operation != null) {
                if (operation.isDone()) {
                    return i;
                }
                result = NONE_DONE;
            }
        }
        return result;
    }

    private static boolean ready(@Nullable Operation one, @Nullable Operation @Nullable [] any) {
        return one != null ? one.isDone() : any != null && firstDone(any) != NONE_DONE;
    }

    private void lead(@Nullable Operation one, @Nullable Operation @Nullable [] any) {
        leader = Thread.currentThread();
        long emptySince = 0;
        try {
            int empty = 0;
            int busy = 0;
            int yields = 0;
            while (!ready(one, any)) {
                if (work.poll() > 0) {
                    empty = 0;
                    countWait(emptySince);
                    emptySince = 0;
                    yields = 0;
                    if ((++busy & 7) == 0) {
                        letOthersIn();
                    }
                    continue;
                }
                letOthersIn();
                if (++empty >= pollsPerLook) {
                    empty = 0;
                    long now = System.nanoTime();
                    if (emptySince == 0) {
                        emptySince = now;
                        startWaiting(one, any, now);
                    }
                    pause(now - emptySince, yields++, one, any);
                }
            }
        } finally {
            countWait(one instanceof Shift ? 0 : emptySince);
            leader = null;
            handOver();
        }
    }

    /** Adds the time since {@code sinceNs} to what this rank has waited; 0: there was no wait worth a look at the clock. */
    private void countWait(long sinceNs) {
        if (sinceNs != 0) {
            waitedNs += System.nanoTime() - sinceNs;
        }
    }

    /** Adds to what {@link #waitedNs} tells; under the lock. */
    public void addWait(long ns) {
        waitedNs += ns;
    }

    /** How long a thread that waits may look without pause; 0 where ranks share cores. */
    public long spinNs() {
        return spinNs;
    }

    /** How long threads of the program have waited until now without anything to do; under the lock. */
    public long waitedNs() {
        return waitedNs;
    }

    private static void startWaiting(
            @Nullable Operation one, @Nullable Operation @Nullable [] any, long now) {
        if (one != null) {
            one.startWaiting(now);
        }
        if (any != null) {
            for (Operation operation : any) {
                if (operation != null) {
                    operation.startWaiting(now);
                }
            }
        }
    }

    /**
     * After some time without an event: nothing yet, a yield, or a sleep. Time alone does not send a rank to sleep: where
     * ranks share cores it may have passed while others ran, and to be woken costs more than to yield.
     */
    private void pause(long emptyNs, int yields, @Nullable Operation one, @Nullable Operation @Nullable [] any) {
        letOthersIn();
        if (emptyNs < spinNs) {
            return;
        }
        if (emptyNs < spinNs + yieldNs || yields < YIELDS) {
            lock.unlock();
            Thread.yield();
            lock.lock();
            return;
        }
        sleep(one, any);
    }

    private void sleep(@Nullable Operation one, @Nullable Operation @Nullable [] any) {
        if (!work.arm()) {
            work.disarm();
            return;
        }
        if (ready(one, any)) {
            work.disarm();
            return;
        }
        asleep = true;
        lock.unlock();
        try {
            work.sleep();
        } finally {
            lock.lock();
            asleep = false;
            work.disarm();
        }
    }

    /** Lets a thread that wants the lock have it; the lock is not fair, so giving it up is not enough. */
    private void letOthersIn() {
        if (!lock.isWanted()) {
            return;
        }
        lock.unlock();
        long deadline = System.nanoTime() + HAND_OVER_NS;
        do {
            Thread.yield();
        } while (lock.isWanted() && !lock.isHeld() && System.nanoTime() - deadline < 0);
        lock.lock();
    }

    private void follow(@Nullable Operation one, @Nullable Operation @Nullable [] any) {
        Thread me = Thread.currentThread();
        boolean interrupted = false;
        setWaiter(one, any, me);
        followers.add(me);
        // the leader may have to go on with what this thread has started
        wakeLeader();
        try {
            while (!ready(one, any)) {
                if (leader == null) {
                    if (!me.isVirtual()) {
                        lead(one, any);
                        return;
                    }
                    callDaemon();
                }
                long parked = System.nanoTime();
                startWaiting(one, any, parked);
                lock.unlock();
                LockSupport.park(this);
                // an interrupted thread would not park; MPI calls are not interruptible, so it is told afterwards
                interrupted |= Thread.interrupted();
                lock.lock();
                countWait(parked);
            }
        } finally {
            followers.remove(me);
            setWaiter(one, any, null);
            endShift();
            if (leader == null) {
                // the last leader may have called this thread, which had no need to lead any more
                handOver();
            }
            if (interrupted) {
                me.interrupt();
            }
        }
    }

    private static void setWaiter(
            @Nullable Operation one, @Nullable Operation @Nullable [] any, @Nullable Thread thread) {
        if (one != null) {
            one.setWaiter(thread);
        }
        if (any != null) {
            for (Operation operation : any) {
                if (operation != null) {
                    operation.setWaiter(thread);
                }
            }
        }
    }

    /** The leader leaves: a follower takes over, or the daemon where there is none but virtual ones. */
    private void handOver() {
        if (followers.isEmpty() && attended == 0) {
            return;
        }
        for (Thread follower : followers) {
            if (!follower.isVirtual()) {
                LockSupport.unpark(follower);
                return;
            }
        }
        callDaemon();
    }

    /** Has a thread of our own make progress whenever no other thread does. */
    public void leadAlways() {
        lock.lock();
        try {
            alwaysLead = true;
            callDaemon();
        } finally {
            lock.unlock();
        }
    }

    private void callDaemon() {
        Thread thread = daemon;
        if (thread == null) {
            thread = new Thread(this::daemonLoop, "mpj-progress");
            thread.setDaemon(true);
            daemon = thread;
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    private void daemonLoop() {
        lock.lock();
        try {
            while (!stopped) {
                if (leader == null && needsDaemon()) {
                    shift = new Shift();
                    lead(shift, null);
                    shift = null;
                } else {
                    lock.unlock();
                    LockSupport.park(this);
                    lock.lock();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** What the daemon waits for: that nobody needs it. */
    private static final class Shift extends Operation {
        @Override
        public String describe() {
            return "progress for others";
        }
    }

    private boolean needsDaemon() {
        return alwaysLead || attended > 0 || !followers.isEmpty();
    }

    private void endShift() {
        Operation current = shift;
        if (current != null && (stopped || !needsDaemon())) {
            complete(current);
        }
    }

    /**
     * Ends progress: no thread leads any more after this, so that what is polled may be closed. Under the lock, which is
     * given away meanwhile.
     *
     * @return false where a thread of the program waits on and cannot be made to leave
     */
    public boolean stop() {
        stopped = true;
        endShift();
        if (daemon != null) {
            LockSupport.unpark(daemon);
        }
        long deadline = System.nanoTime() + STOP_NS;
        while (leader != null && deadline - System.nanoTime() > 0) {
            wakeLeader();
            lock.unlock();
            Thread.yield();
            lock.lock();
        }
        return leader == null;
    }
}
