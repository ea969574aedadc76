package mpj.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import mpj.base.config.Parameters;
import mpj.core.Engine;
import mpj.transport.TransportProvider;
import org.jspecify.annotations.Nullable;

/**
 * N ranks as objects of one JVM, each with an engine and a platform thread of its own named {@code rank-k}.
 *
 * <p>A rank's engine is started before its body and finished after it. The first failure ends the run: it is thrown as
 * an {@link AssertionError} that names the rank, with those of other ranks suppressed. A run that takes longer than
 * its time-out (60 s if nothing else is said) prints what every rank waits for and all threads' stacks, and fails.
 */
public final class Ranks {
    /** How long the other ranks may take to end once one has failed. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final int size;
    private IntFunction<List<TransportProvider>> providers = _ -> installedProviders();
    private Map<String, String> parameters = Map.of();
    private Duration timeout = Duration.ofSeconds(60);
    private boolean finishes = true;

    private Ranks(int size) {
        this.size = size;
    }

    /** A run of {@code n} ranks, to be configured and started by {@link #run(RankBody)}. */
    public static Ranks of(int n) {
        return new Ranks(n);
    }

    /** Runs {@code n} ranks over the transports that the class path offers. */
    public static void run(int n, RankBody body) {
        of(n).run(body);
    }

    /** Runs {@code n} ranks over the transports that {@code providers} gives for each, with the given parameters. */
    public static void run(
            int n,
            IntFunction<List<TransportProvider>> providers,
            Map<String, String> parameters,
            RankBody body) {
        of(n).providers(providers).parameters(parameters).run(body);
    }

    /** The transports of the class path, found as the library finds them. */
    public static List<TransportProvider> installedProviders() {
        List<TransportProvider> found = new ArrayList<>();
        ServiceLoader.load(TransportProvider.class).forEach(found::add);
        return found;
    }

    /** Gives each rank its transports. */
    public Ranks providers(IntFunction<List<TransportProvider>> byRank) {
        providers = byRank;
        return this;
    }

    /** Sets the library's parameters ({@code MPJ_...}); the environment is not looked at. */
    public Ranks parameters(Map<String, String> values) {
        parameters = values;
        return this;
    }

    /** Sets the time after which the run fails. */
    public Ranks timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    /** Leaves out {@link Engine#finish} after the bodies, for jobs that lose ranks. */
    public Ranks withoutFinish() {
        finishes = false;
        return this;
    }

    /** Runs the ranks and returns when all have ended. */
    public void run(RankBody body) {
        new Run(body).run();
    }

    /** One execution. */
    private final class Run {
        private final RankBody body;
        private final LocalJob job = new LocalJob(size);
        private final Thread[] threads = new Thread[size];
        private final @Nullable Throwable[] failures = new Throwable[size];
        private final CountDownLatch allEnded = new CountDownLatch(size);
        private final CountDownLatch firstFailure = new CountDownLatch(1);
        private int firstFailed = -1;

        Run(RankBody body) {
            this.body = body;
        }

        void run() {
            job.onAbort(() -> fail(-1, new AssertionError("the job was aborted: " + job.aborted())));
            for (int i = 0; i < size; i++) {
                int rank = i;
                threads[i] = Thread.ofPlatform().daemon().name("rank-" + i).unstarted(() -> runRank(rank));
            }
            for (Thread thread : threads) {
                thread.start();
            }
            boolean ended = false;
            try {
                ended = awaitEnd();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail(-1, new AssertionError("interrupted while waiting for the ranks", e));
            }
            if (!ended) {
                System.err.println(Stacks.ofJob(job, size));
                interruptAll();
            }
            report(ended);
        }

        private void runRank(int rank) {
            try {
                Engine engine = Engine.start(job.manager(rank), Parameters.of(parameters), providers.apply(rank));
                body.run(engine);
                if (finishes) {
                    engine.finish();
                }
            } catch (Throwable t) {
                fail(rank, t);
                job.lose(rank, "rank " + rank + " failed: " + t);
            } finally {
                allEnded.countDown();
            }
        }

        private void fail(int rank, Throwable failure) {
            synchronized (failures) {
                if (rank >= 0) {
                    failures[rank] = failure;
                }
                if (firstFailure.getCount() > 0) {
                    firstFailed = rank;
                    firstFailure.countDown();
                }
            }
            if (rank < 0) {
                interruptAll();
            }
        }

        private void interruptAll() {
            for (Thread thread : threads) {
                if (thread != Thread.currentThread()) {
                    thread.interrupt();
                }
            }
        }

        /** Whether all ranks ended in time, or within the grace after one failed. */
        private boolean awaitEnd() throws InterruptedException {
            long deadline = System.nanoTime() + timeout.toNanos();
            while (deadline - System.nanoTime() > 0) {
                if (allEnded.await(20, TimeUnit.MILLISECONDS)) {
                    return true;
                }
                if (firstFailure.getCount() == 0) {
                    return allEnded.await(GRACE.toNanos(), TimeUnit.NANOSECONDS);
                }
            }
            return false;
        }

        private void report(boolean ended) {
            synchronized (failures) {
                if (firstFailure.getCount() > 0) {
                    if (!ended) {
                        throw new AssertionError("the ranks did not end within " + timeout.toMillis()
                                + " ms; their stacks are on standard error");
                    }
                    return;
                }
                AssertionError error = firstError();
                for (int i = 0; i < size; i++) {
                    Throwable other = failures[i];
                    if (i != firstFailed && other != null) {
                        error.addSuppressed(new AssertionError("rank " + i + " of " + size + ": " + other, other));
                    }
                }
                throw error;
            }
        }

        private AssertionError firstError() {
            if (firstFailed >= 0) {
                Throwable first = failures[firstFailed];
                return new AssertionError("rank " + firstFailed + " of " + size + ": " + first, first);
            }
            return new AssertionError(
                    job.aborted() != null ? "the job was aborted: " + job.aborted() : "the run was interrupted");
        }
    }
}
