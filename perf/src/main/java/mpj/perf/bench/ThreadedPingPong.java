package mpj.perf.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mpi.Comm;
import org.HdrHistogram.Histogram;

/**
 * Messages to and fro between threads of the ranks of a pair. They share the rounds: whichever thread of the other rank
 * is free takes a message, and whichever thread of this one waits takes the answer.
 */
final class ThreadedPingPong implements Exchange {
    private static final int TAG = 1;

    private final Pair pair;
    private final boolean rewrite;
    private final ExecutorService threads;
    private final List<Worker> workers = new ArrayList<>();

    /** @param number threads of this rank */
    ThreadedPingPong(Pair pair, int number, BufferKind kind, int size, boolean rewrite) {
        this.pair = pair;
        this.rewrite = rewrite;
        this.threads = Executors.newFixedThreadPool(number);
        for (int i = 0; i < number; i++) {
            workers.add(new Worker(Payload.of(kind, size, true), Payload.of(kind, size, true)));
        }
    }

    /** What a thread has of its own. */
    private record Worker(Payload send, Payload recv, Histogram singles) {
        Worker(Payload send, Payload recv) {
            this(send, recv, Spread.histogram());
        }
    }

    @Override
    public void run(long rounds) {
        inThreads(rounds, (worker, share) -> run(worker, share, rewrite));
    }

    @Override
    public void run(long rounds, Histogram singles) {
        workers.forEach(worker -> worker.singles.reset());
        if (pair.leads()) {
            inThreads(rounds, this::runTimed);
        } else {
            run(rounds);
        }
        workers.forEach(worker -> singles.add(worker.singles));
    }

    private interface Part {
        void run(Worker worker, long rounds);
    }

    private void inThreads(long rounds, Part part) {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < workers.size(); i++) {
            Worker worker = workers.get(i);
            long share = rounds / workers.size() + (i < rounds % workers.size() ? 1 : 0);
            tasks.add(() -> {
                part.run(worker, share);
                return true;
            });
        }
        try {
            for (Future<Boolean> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a thread of the benchmark failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in a measurement", e);
        }
    }

    private void run(Worker worker, long rounds, boolean rewrites) {
        for (long i = 0; i < rounds; i++) {
            round(worker, rewrites, i);
        }
    }

    private void runTimed(Worker worker, long rounds) {
        for (long i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            round(worker, rewrite, i);
            worker.singles.recordValue(System.nanoTime() - start);
        }
    }

    private void round(Worker worker, boolean rewrites, long round) {
        Comm world = pair.world();
        if (rewrites) {
            worker.send.fill((byte) round);
        }
        if (pair.leads()) {
            worker.send.send(world, pair.peer(), TAG);
            worker.recv.recv(world, pair.peer(), TAG);
        } else {
            worker.recv.recv(world, pair.peer(), TAG);
            worker.send.send(world, pair.peer(), TAG);
        }
    }

    /** All messages are alike, as nobody knows which thread gets which; there are enough for each to get one. */
    @Override
    public void validate() {
        int own = pair.leads() ? 0 : 1;
        for (int round = 0; round < 3; round++) {
            int sent = round + own;
            int received = round + 1 - own;
            workers.forEach(worker -> worker.send.writePattern(sent));
            inThreads(ThreadCounts.MOST, (worker, share) -> run(worker, share, false));
            workers.forEach(worker -> worker.recv.checkPattern(received));
        }
    }

    @Override
    public void close() {
        threads.close();
        workers.forEach(worker -> {
            worker.send.close();
            worker.recv.close();
        });
    }
}
