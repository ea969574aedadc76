package mpj.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Several threads that must all end, in good order and in time. */
public final class Parallel {
    private Parallel() {}

    /** What one thread does. */
    @FunctionalInterface
    public interface Body {
        void run() throws Throwable;
    }

    /**
     * Runs each body on a platform thread of its own; throws the first failure as soon as there is one, and fails with
     * all stacks printed when the time is up.
     */
    public static void run(Duration limit, List<? extends Body> bodies) {
        CountDownLatch ended = new CountDownLatch(bodies.size());
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            Body body = bodies.get(i);
            threads.add(Thread.ofPlatform().daemon().name("parallel-" + i).start(() -> {
                try {
                    body.run();
                } catch (Throwable t) {
                    failures.add(t);
                } finally {
                    ended.countDown();
                }
            }));
        }
        boolean inTime = await(ended, limit, failures);
        if (!inTime && failures.isEmpty()) {
            System.err.println(Stacks.ofAll());
        }
        if (!inTime) {
            threads.forEach(Thread::interrupt);
        }
        if (!failures.isEmpty()) {
            AssertionError error = new AssertionError("a thread failed: " + failures.peek(), failures.poll());
            failures.forEach(error::addSuppressed);
            throw error;
        }
        if (!inTime) {
            throw new AssertionError("the threads did not end within " + limit + "; stacks are on standard error");
        }
    }

    private static boolean await(
            CountDownLatch ended, Duration limit, ConcurrentLinkedQueue<Throwable> failures) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (deadline - System.nanoTime() > 0) {
                if (ended.await(10, TimeUnit.MILLISECONDS)) {
                    return true;
                }
                if (!failures.isEmpty()) {
                    return ended.await(2, TimeUnit.SECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Gives way: there may be fewer cores than ranks that poll. */
    @SuppressWarnings("ThreadPriorityCheck")
    public static void letOthersRun() {
        Thread.yield();
    }
}
