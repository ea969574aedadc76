package mpj.testkit.coll;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Reducer;
import mpj.core.datatype.Reducers;
import mpj.testkit.Ranks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several threads of each rank, each with collectives on a communicator of its own. */
class ConcurrentCollectivesTest {
    private static final int THREADS = 4;
    private static final int CALLS = 60;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void threadsDoNotDisturbEachOther(int ranks) {
        Ranks.run(ranks, engine -> {
            List<Communicator> comms = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                comms.add(engine.world().dup());
            }
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                List<Future<?>> running = new ArrayList<>();
                for (int t = 0; t < THREADS; t++) {
                    Communicator c = comms.get(t);
                    long seed = 400L + t;
                    running.add(threads.submit(() -> calls(c, seed)));
                }
                for (Future<?> thread : running) {
                    await(thread);
                }
            } finally {
                threads.shutdownNow();
            }
            comms.forEach(Communicator::free);
        });
    }

    private static void await(Future<?> thread) throws Throwable {
        try {
            thread.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private static void calls(Communicator c, long seed) {
        Random random = new Random(seed);
        Reducer sum = Objects.requireNonNull(Reducers.find(Reducers.SUM, Reducers.INT));
        for (int i = 0; i < CALLS; i++) {
            int number = i;
            Supplier<String> where = () -> "seed " + seed + ", call " + number + ", rank " + c.rank();
            int count = random.nextInt(10) == 0 ? random.nextInt(50_000) : random.nextInt(30);
            int root = random.nextInt(c.size());
            Ints.Kind kind = Ints.Kind.SEGMENT.plus(random.nextInt(4));
            int salt = random.nextInt();
            switch (random.nextInt(4)) {
                case 0 -> bcast(c, kind, count, root, salt, where);
                case 1 -> allreduce(c, kind, count, sum, salt, where);
                case 2 -> allgather(c, kind, count, salt, where);
                default -> Collectives.barrier(c);
            }
        }
    }

    private static void bcast(Communicator c, Ints.Kind kind, int n, int root, int salt, Supplier<String> where) {
        Ints buffer = Ints.of(kind, n);
        if (c.rank() == root) {
            buffer.put(0, n, root, salt);
        }
        Collectives.bcast(c, buffer.object(), 0, n, Ints.INT, root);
        buffer.check(0, n, root, salt, where).checkTail(where);
    }

    private static void allreduce(
            Communicator c, Ints.Kind kind, int n, Reducer sum, int salt, Supplier<String> where) {
        Ints buffer = Ints.of(kind, n).put(0, n, c.rank(), salt);
        Collectives.allreduce(c, Collectives.IN_PLACE, 0, buffer.object(), 0, n, Ints.INT, sum);
        for (int i = 0; i < n; i++) {
            int expected = 0;
            for (int rank = 0; rank < c.size(); rank++) {
                expected += Ints.value(rank, i, salt);
            }
            buffer.expect(i, expected, where);
        }
        buffer.checkTail(where);
    }

    private static void allgather(Communicator c, Ints.Kind kind, int n, int salt, Supplier<String> where) {
        Ints mine = Ints.of(kind, n).put(0, n, c.rank(), salt);
        Ints all = Ints.of(kind.plus(1), n * c.size());
        Collectives.allgather(c, mine.object(), 0, n, Ints.INT, all.object(), 0, n, Ints.INT);
        for (int rank = 0; rank < c.size(); rank++) {
            all.check(n * rank, n, rank, salt, where);
        }
        all.checkTail(where);
    }
}
