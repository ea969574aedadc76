package mpj.core.progress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock made for one thread that takes and gives it back millions of times a second, and for others now and then.
 *
 * <p>Neither reentrant nor fair. Memory order: taking is a compare-and-set with acquire, giving back a store with release,
 * so what one holder wrote the next one sees. Giving back has no full fence (a {@code ReentrantLock}'s costs as much as
 * the rest of a short call), so the look at {@code waiting} may come before the store is visible and miss a thread that
 * has just begun to wait; that thread, which announced itself before its last try, tries again after
 * {@code RETRY_NS} at the latest.
 */
final class EngineLock {
    private static final VarHandle HELD = handle("held", boolean.class);
    private static final VarHandle WAITING = handle("waiting", int.class);
    private static final long RETRY_NS = 50_000;

    private final ConcurrentLinkedQueue<Thread> queue = new ConcurrentLinkedQueue<>();
    @SuppressWarnings("UnusedVariable") // by the handle
    private boolean held;

    @SuppressWarnings("UnusedVariable") // by the handle
    private int waiting;

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(EngineLock.class, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    boolean tryLock() {
        return !(boolean) HELD.getOpaque(this) && HELD.compareAndSet(this, false, true);
    }

    void lock() {
        if (!HELD.compareAndSet(this, false, true)) {
            lockSlowly();
        }
    }

    private void lockSlowly() {
        Thread me = Thread.currentThread();
        boolean interrupted = false;
        WAITING.getAndAdd(this, 1);
        queue.add(me);
        while (!tryLock()) {
            LockSupport.parkNanos(this, RETRY_NS);
            // an interrupted thread would not park; it is told afterwards
            interrupted |= Thread.interrupted();
        }
        queue.remove(me);
        WAITING.getAndAdd(this, -1);
        if (interrupted) {
            me.interrupt();
        }
    }

    void unlock() {
        HELD.setRelease(this, false);
        if ((int) WAITING.getOpaque(this) != 0) {
            wakeOne();
        }
    }

    private void wakeOne() {
        Thread first = queue.peek();
        if (first != null) {
            LockSupport.unpark(first);
        }
    }

    /** Whether somebody waits for it. */
    boolean isWanted() {
        return (int) WAITING.getOpaque(this) != 0;
    }

    /** Whether somebody has it. */
    boolean isHeld() {
        return (boolean) HELD.getOpaque(this);
    }
}
