package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.coll.Collective;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import mpj.core.datatype.Reducers;
import mpj.core.request.Operation;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Blocking collectives, which go through shared memory once a communicator has had a few of them, must give what the
 * nonblocking ones give, which never do.
 */
class SharedCollectivesTest {
    private static final int CALLS = 400;
    private static final int KINDS = 11;
    /** More than the library's calls without shared memory. */
    private static final int WARM_UP = 20;
    /** Around pieces, slots and the limits of each operation, in ints. */
    private static final int[] COUNTS = {
        0, 1, 2, 3, 511, 512, 513, 1024, 1025, 1170, 2048, 2049, 4097, 8193, 16_384, 16_385, 40_000, 65_536, 65_537, 140_000
    };

    private static final Layout INT = Ints.INT;
    /** Two ints of each five. */
    private static final Layout SPARSE = Layout.vector(1, 2, 2, INT).resized(0, 20);

    /** What all ranks do; made alike by all from one seed. */
    private record Step(int kind, int count, int root, boolean inPlace, boolean sparse, Reducer op) {
        static Step random(Random random, int ranks) {
            int count = COUNTS[random.nextInt(random.nextInt(8) == 0 ? COUNTS.length : 11)];
            int function = List.of(Reducers.SUM, Reducers.MAX, Reducers.BXOR).get(random.nextInt(3));
            return new Step(
                    random.nextInt(KINDS),
                    count,
                    random.nextInt(ranks),
                    random.nextBoolean(),
                    random.nextInt(4) == 0,
                    Objects.requireNonNull(Reducers.find(function, Reducers.INT)));
        }

        /** Elements of each rank's block. */
        int block(int ranks) {
            return kind == 0 || isReduction() ? count : count / ranks;
        }

        private boolean isReduction() {
            return kind >= 5 && kind != 9;
        }

        Layout layout() {
            return sparse && !isReduction() ? SPARSE : INT;
        }

        Collective put(Collective call, Communicator c, int[] given, int[] taken) {
            int n = block(c.size());
            Layout l = layout();
            boolean isRoot = c.rank() == root;
            Object all = inPlace ? Collectives.IN_PLACE : given;
            Object atRoot = inPlace && isRoot ? Collectives.IN_PLACE : given;
            Object fromRoot = inPlace && isRoot ? Collectives.IN_PLACE : taken;
            return switch (kind) {
                case 0 -> call.bcast(taken, 0, n, l, root);
                case 1 -> call.gather(atRoot, 0, n, l, taken, 0, n, l, root);
                case 2 -> call.scatter(given, 0, n, l, fromRoot, 0, n, l, root);
                case 3 -> call.allgather(all, 0, n, l, taken, 0, n, l);
                case 4 -> call.alltoall(all, 0, n, l, taken, 0, n, l);
                case 5 -> call.reduce(atRoot, 0, taken, 0, n, l, op, root);
                case 6 -> call.allreduce(all, 0, taken, 0, n, l, op);
                case 7 -> call.scan(all, 0, taken, 0, n, l, op);
                case 8 -> call.exscan(all, 0, taken, 0, n, l, op);
                case 9 -> call.barrier();
                default -> call.reduceScatterBlock(all, 0, taken, 0, n / c.size(), l, op);
            };
        }
    }

    private static void compare(Communicator c, long seed, int calls) {
        Random same = new Random(seed);
        Random own = new Random(seed * 31 + c.rank());
        for (int i = 0; i < calls; i++) {
            Step step = Step.random(same, c.size());
            int ints = 5 * (step.block(c.size()) + 1) * (step.kind == 0 ? 1 : c.size());
            int[] given = own.ints(ints).toArray();
            int[] taken = own.ints(ints).toArray();
            int[] expected = taken.clone();
            Operation reference =
                    step.put(c.collectives().nonblocking(), c, given, expected).start();
            c.engine().await(reference);
            reference.check();
            if (own.nextInt(50) == 0) {
                Thread.yield();
            }
            step.put(c.collectives().blocking(), c, given, taken).run();
            int number = i;
            assertArrayEquals(
                    expected, taken, () -> "seed " + seed + ", call " + number + " " + step + ", rank " + c.rank());
        }
    }

    @ParameterizedTest
    @CsvSource({"2,1", "3,1", "4,1", "7,1", "2,0", "4,0"})
    void givesWhatSchedulesGive(int ranks, int shared) {
        Seed.run(seed -> Ranks.of(ranks)
                .parameters(Map.of("MPJ_COLL_SHARED", String.valueOf(shared)))
                .timeout(Duration.ofSeconds(100))
                .run(engine -> compare(engine.world(), seed, CALLS)));
    }

    /** Without messages between, ranks run ahead of each other as far as they may. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7})
    void backToBack(int ranks) {
        Ranks.run(ranks, engine -> {
            Communicator c = engine.world();
            Reducer sum = Objects.requireNonNull(Reducers.find(Reducers.SUM, Reducers.INT));
            int[] value = new int[1];
            int[] total = new int[1];
            for (int i = 0; i < 20_000; i++) {
                int root = i / 7 % ranks;
                value[0] = c.rank() == root ? i : -1;
                Collectives.bcast(c, value, 0, 1, INT, root);
                assertEquals(i, value[0]);
                value[0] = i + c.rank();
                if (i % 3 == 0) {
                    Collectives.reduce(c, value, 0, total, 0, 1, INT, sum, root);
                } else if (i % 3 == 1) {
                    Collectives.allreduce(c, value, 0, total, 0, 1, INT, sum);
                }
                if (i % 3 == 1 || i % 3 == 0 && c.rank() == root) {
                    assertEquals(ranks * i + ranks * (ranks - 1) / 2, total[0]);
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void severalThreadsAndCommunicators(int ranks) {
        Seed.run(seed -> Ranks.of(ranks).timeout(Duration.ofSeconds(100)).run(engine -> {
            try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
                List<Future<?>> running = new ArrayList<>();
                for (int t = 0; t < 3; t++) {
                    Communicator c = engine.world().dup();
                    long own = seed + t;
                    running.add(threads.submit(() -> {
                        compare(c, own, CALLS / 4);
                        c.free();
                    }));
                }
                for (Future<?> thread : running) {
                    thread.get(100, TimeUnit.SECONDS);
                }
            }
        }));
    }

    /** Were their memory not given back, this would take gigabytes. */
    @Test
    void communicatorsComeAndGo() {
        Ranks.of(3).timeout(Duration.ofSeconds(100)).run(engine -> {
            for (int i = 0; i < 2000; i++) {
                Communicator c = engine.world().dup();
                for (int k = 0; k < WARM_UP; k++) {
                    Collectives.barrier(c);
                }
                c.free();
            }
            long mapped = engine.sharedAreas().pending();
            assertTrue(mapped < 10, mapped + " areas were not freed");
        });
    }

    /** One rank comes so late, each time another, that the others sleep, or are about to. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void whoSleepsIsWoken(int ranks) {
        Seed.run(seed -> Ranks.run(ranks, engine -> {
            Communicator c = engine.world();
            Random same = new Random(seed);
            int[] value = new int[1];
            for (int i = 0; i < 300; i++) {
                int late = same.nextInt(ranks);
                int root = same.nextInt(ranks);
                long pause = same.nextInt(3_000_000);
                if (c.rank() == late) {
                    LockSupport.parkNanos(pause);
                }
                value[0] = c.rank() == root ? i : -1;
                Collectives.bcast(c, value, 0, 1, INT, root);
                assertEquals(i, value[0]);
                if (i % 2 == 0) {
                    Collectives.barrier(c);
                }
            }
        }));
    }

    @Test
    void whoWaitsForADeadRankIsTold() {
        AtomicReference<EngineException> told = new AtomicReference<>();
        AssertionError run = assertThrows(
                AssertionError.class,
                () -> Ranks.of(2).withoutFinish().run(engine -> {
                    Communicator c = engine.world();
                    warmUp(c);
                    if (c.rank() == 1) {
                        throw new IllegalStateException("on purpose");
                    }
                    told.set(assertThrows(EngineException.class, () -> Collectives.barrier(c)));
                }));
        assertTrue(String.valueOf(run.getMessage()).contains("on purpose"), run.getMessage());
        assertEquals(ErrorClass.PROC_ABORTED, told.get().errorClass(), told.get().getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5})
    void lengthsThatDifferAreFound(int count) {
        Ranks.run(2, engine -> {
            Communicator c = engine.world();
            warmUp(c);
            if (c.rank() == 0) {
                Collectives.bcast(c, new int[4], 0, 4, INT, 0);
            } else {
                EngineException e = assertThrows(
                        EngineException.class, () -> Collectives.bcast(c, new int[count], 0, count, INT, 0));
                assertEquals(ErrorClass.TRUNCATE, e.errorClass(), e.getMessage());
            }
            Collectives.barrier(c);
        });
    }

    @Test
    void otherOperationsAreNamed() {
        Ranks.run(2, engine -> {
            Communicator c = engine.world();
            warmUp(c);
            EngineException e = assertThrows(EngineException.class, () -> {
                if (c.rank() == 0) {
                    Collectives.barrier(c);
                } else {
                    Collectives.bcast(c, new int[4], 0, 4, INT, 0);
                }
            });
            String other = c.rank() == 0 ? "bcast" : "barrier";
            String message = Objects.requireNonNull(e.getMessage());
            assertTrue(message.contains("has called " + other), message);
        });
    }

    private static void warmUp(Communicator c) {
        for (int i = 0; i < WARM_UP; i++) {
            Collectives.barrier(c);
        }
    }
}
