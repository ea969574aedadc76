package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several collective operations of one communicator under way at once. */
class OverlappingCollectivesTest {
    private static final int BATCHES = 12;
    private static final int MOST = 9;

    /** An operation under way and what must have come of it. */
    @SuppressWarnings("ArrayRecordComponent") // the buffers themselves
    private record Pending(String what, long[] found, long[] expected) {
        void check() {
            assertArrayEquals(expected, found, what);
        }
    }

    private static Intracomm comm(mpj.core.Engine engine) {
        return new Intracomm(engine.world(), MPI.COMM_SELF);
    }

    private static long value(int rank, int salt, int i) {
        return (rank + 1) * 1_000_003L + salt * 7919L + i;
    }

    private static long[] values(int rank, int salt, int count) {
        long[] values = new long[count];
        Arrays.setAll(values, i -> value(rank, salt, i));
        return values;
    }

    private static long[] sums(int ranks, int salt, int count) {
        long[] sums = new long[count];
        for (int rank = 0; rank < ranks; rank++) {
            int from = rank;
            Arrays.setAll(sums, i -> sums[i] + value(from, salt, i));
        }
        return sums;
    }

    /** Begins an operation that all ranks draw alike. */
    private static Request begin(Intracomm comm, Random random, int salt, List<Pending> pending) {
        int rank = comm.getRank();
        int size = comm.getSize();
        int count = random.nextInt(4) == 0 ? random.nextInt(40_000) : random.nextInt(50);
        int root = random.nextInt(size);
        long[] mine = values(rank, salt, count);
        long[] all = new long[count * size];
        long[] everybodys = new long[count * size];
        Arrays.setAll(everybodys, i -> value(i / count, salt, i % count));
        int kind = random.nextInt(6);
        String what = "operation " + kind + ", count " + count + ", root " + root + ", rank " + rank;
        return switch (kind) {
            case 0 -> {
                long[] buf = rank == root ? mine : new long[count];
                pending.add(new Pending(what, buf, values(root, salt, count)));
                yield comm.iBcast(buf, count, MPI.LONG, root);
            }
            case 1 -> {
                pending.add(new Pending(what, mine, sums(size, salt, count)));
                yield comm.iAllReduce(mine, count, MPI.LONG, MPI.SUM);
            }
            case 2 -> {
                pending.add(new Pending(what, all, everybodys));
                yield comm.iAllGather(mine, count, MPI.LONG, all, count, MPI.LONG);
            }
            case 3 -> {
                pending.add(new Pending(what, all, rank == root ? everybodys : new long[all.length]));
                yield comm.iGather(mine, count, MPI.LONG, all, count, MPI.LONG, root);
            }
            case 4 -> {
                pending.add(new Pending(what, mine, sums(rank + 1, salt, count)));
                yield comm.iScan(mine, count, MPI.LONG, MPI.SUM);
            }
            default -> comm.iBarrier();
        };
    }

    /** The operations are begun in one order; each rank completes them in an order of its own. */
    private static void batches(Intracomm comm, long seed) {
        Random shared = new Random(seed);
        Random own = new Random(seed + 1 + comm.getRank());
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Request> requests = new ArrayList<>();
            List<Pending> pending = new ArrayList<>();
            int n = 1 + shared.nextInt(MOST);
            for (int i = 0; i < n; i++) {
                requests.add(begin(comm, shared, 100 * batch + i, pending));
            }
            if (shared.nextBoolean()) {
                // a blocking one in between, which must not take what is not its own
                long[] sum = {comm.getRank()};
                comm.allReduce(sum, 1, MPI.LONG, MPI.SUM);
                assertEquals(comm.getSize() * (comm.getSize() - 1L) / 2, sum[0]);
            }
            Collections.shuffle(requests, own);
            if (own.nextBoolean()) {
                Request.waitAll(requests.toArray(new Request[0]));
            } else {
                requests.forEach(Request::waitFor);
            }
            pending.forEach(Pending::check);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void anyNumberUnderWay(int ranks) {
        Seed.run(seed -> Ranks.run(ranks, engine -> batches(comm(engine), seed)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void threadsOnCommunicatorsOfTheirOwn(int ranks) {
        Seed.run(seed -> Ranks.run(ranks, engine -> {
            Intracomm world = comm(engine);
            List<Callable<Void>> calls = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                Intracomm own = world.dup();
                long threadSeed = seed + 1000L * t;
                calls.add(() -> {
                    batches(own, threadSeed);
                    return null;
                });
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
                for (Future<Void> done : threads.invokeAll(calls, 50, TimeUnit.SECONDS)) {
                    done.get();
                }
            }
        }));
    }

    /** Persistent operations belong together by the order in which they were made, not by that of their starts. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void persistentOnesInAnyOrder(int ranks) {
        Seed.run(seed -> Ranks.run(ranks, engine -> {
            Intracomm comm = comm(engine);
            int n = 5;
            long[][] sends = new long[n][3];
            long[][] results = new long[n][3];
            List<Prequest> prepared = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                prepared.add(comm.allReduceInit(sends[i], results[i], 3, MPI.LONG, MPI.SUM));
            }
            Random own = new Random(seed + comm.getRank());
            for (int round = 0; round < 6; round++) {
                for (int i = 0; i < n; i++) {
                    int salt = 10 * round + i;
                    Arrays.setAll(sends[i], e -> value(comm.getRank(), salt, e));
                }
                List<Prequest> order = new ArrayList<>(prepared);
                Collections.shuffle(order, own);
                order.forEach(Prequest::start);
                Collections.shuffle(order, own);
                order.forEach(Request::waitFor);
                for (int i = 0; i < n; i++) {
                    assertArrayEquals(sums(ranks, 10 * round + i, 3), results[i]);
                }
            }
            prepared.forEach(Prequest::free);
        }));
    }

    /** Writes digits one after the other, and where it was called. */
    private static final class Concatenate extends UserFunction {
        final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void call(Object inVec, Object inOutVec, int count, Datatype datatype) {
            threads.add(Thread.currentThread());
            long[] in = (long[]) inVec;
            long[] inOut = (long[]) inOutVec;
            for (int i = 0; i < count; i++) {
                long power = 10;
                while (power <= inOut[i]) {
                    power *= 10;
                }
                inOut[i] += in[i] * power;
            }
        }
    }

    /** In order, on a thread that is none of the program's. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7})
    void functionsOfUsers(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm comm = comm(engine);
            Concatenate function = new Concatenate();
            Op op = new Op(function, false);
            long expected = 0;
            for (int rank = 0; rank < ranks; rank++) {
                expected = 10 * expected + rank + 1;
            }
            for (int count : new int[] {1, 1000, 50_000}) {
                long[] all = new long[count];
                Arrays.fill(all, comm.getRank() + 1L);
                long[] result = new long[count];
                comm.iAllReduce(all, result, count, MPI.LONG, op).waitFor();
                assertEquals(expected, result[0]);
                assertEquals(expected, result[count - 1]);
            }
            assertTrue(function.threads.stream().noneMatch(Thread.currentThread()::equals));
        });
    }

    /** A rank that waits for something else, or in another call, does not hold up a reduction. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void nobodyNeedsToWait(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm comm = comm(engine);
            Intracomm other = comm.dup();
            long[] sum = {comm.getRank() + 1L};
            Request request = comm.iAllReduce(sum, 1, MPI.LONG, new Op(new Concatenate(), false));
            if (comm.getRank() == 0) {
                // the others tell of the reduction's end before this rank has looked at it
                for (int rank = 1; rank < ranks; rank++) {
                    other.recv(new long[1], 1, MPI.LONG, rank, 0);
                }
                request.waitFor();
            } else {
                request.waitFor();
                other.send(sum, 1, MPI.LONG, 0, 0);
            }
            assertNotEquals(comm.getRank() + 1L, sum[0]);
        });
    }

    /** The function may take what locks it likes: none of the library's is held meanwhile. */
    @ParameterizedTest
    @ValueSource(ints = {2})
    void aFunctionThatWaitsForAnotherThreadsMessages(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm comm = comm(engine);
            Intracomm other = comm.dup();
            CountDownLatch messages = new CountDownLatch(1);
            Op op = new Op(
                    new UserFunction() {
                        @Override
                        public void call(Object inVec, Object inOutVec, int count, Datatype datatype) {
                            try {
                                assertTrue(messages.await(30, TimeUnit.SECONDS));
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                            ((long[]) inOutVec)[0] += ((long[]) inVec)[0];
                        }
                    },
                    true);
            long[] sum = {1};
            Request request = comm.iAllReduce(sum, 1, MPI.LONG, op);
            for (int i = 0; i < 100; i++) {
                other.barrier();
            }
            messages.countDown();
            request.waitFor();
            assertEquals(ranks, sum[0]);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aFunctionThatFails(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm comm = comm(engine);
            comm.setErrhandler(MPI.ERRORS_RETURN);
            Op op = new Op(
                    new UserFunction() {
                        @Override
                        public void call(Object inVec, Object inOutVec, int count, Datatype datatype) {
                            throw new IllegalStateException("no sum today");
                        }
                    },
                    true);
            Request request = comm.iReduce(new long[] {1}, new long[1], 1, MPI.LONG, op, 0);
            if (comm.getRank() == 0) {
                MPIException e = assertThrows(MPIException.class, request::waitFor);
                assertEquals(MPI.ERR_OTHER, e.getErrorClass());
                assertTrue(String.valueOf(e.getMessage()).contains("no sum today"), e.getMessage());
            } else {
                request.waitFor();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2})
    void lengthsThatDiffer(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm comm = comm(engine);
            comm.setErrhandler(MPI.ERRORS_RETURN);
            int count = comm.getRank() == 0 ? 3 : 4;
            Request request = comm.iBcast(new long[4], count, MPI.LONG, 0);
            if (comm.getRank() == 1) {
                MPIException e = assertThrows(MPIException.class, request::waitFor);
                assertEquals(MPI.ERR_TRUNCATE, e.getErrorClass());
                assertTrue(String.valueOf(e.getMessage()).contains("iBcast"), e.getMessage());
            } else {
                request.waitFor();
            }
        });
    }
}
