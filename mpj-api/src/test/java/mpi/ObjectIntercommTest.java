package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import mpj.testkit.RankBody;
import mpj.testkit.Ranks;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Collective operations on objects between two groups, and from several threads on one communicator. */
@NullUnmarked
class ObjectIntercommTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 40;

    /** A rank's view: the first ranks of the world are one group, the rest the other. */
    private record Side(Intercomm comm, int lower, int worldRank) {
        boolean isLower() {
            return worldRank < lower;
        }

        /** Rank {@code root} of the lower or the upper group. */
        int root(boolean ofLower, int root) {
            if (isLower() != ofLower) {
                return root;
            }
            return comm.getRank() == root ? MPI.ROOT : MPI.PROC_NULL;
        }

        int rootGroupSize(boolean ofLower) {
            return isLower() == ofLower ? comm.getSize() : comm.getRemoteSize();
        }

        List<String> ofRemote(String prefix) {
            int first = isLower() ? lower : 0;
            return IntStream.range(first, first + comm.getRemoteSize()).mapToObj(i -> prefix + i).toList();
        }
    }

    /** What is done with each side. */
    private interface Body {
        void run(Side side) throws Exception;
    }

    private static void run(int ranks, int lower, Body body) {
        Ranks.run(ranks, engine -> {
            Intracomm world = new Intracomm(engine.world(), MPI.COMM_SELF);
            world.setErrhandler(MPI.ERRORS_RETURN);
            int rank = world.getRank();
            Intracomm group = world.split(rank < lower ? 0 : 1, rank);
            Intercomm inter = world.createIntercomm(group, 0, rank < lower ? lower : 0, 3);
            body.run(new Side(inter, lower, rank));
            inter.barrier();
        });
    }

    @ParameterizedTest
    @CsvSource({"2,1", "3,1", "5,2", "5,3", "7,4"})
    void everyRootOfBothGroups(int ranks, int lower) {
        run(ranks, lower, side -> {
            for (boolean ofLower : new boolean[] {true, false}) {
                for (int i = 0; i < side.rootGroupSize(ofLower); i++) {
                    rooted(side, side.root(ofLower, i), "root " + ofLower + i);
                }
            }
        });
    }

    private static void rooted(Side side, int root, String name) {
        Intercomm comm = side.comm;
        boolean receives = root >= 0;
        String mine = "o" + side.worldRank;
        assertEquals(receives ? name : null, comm.bcast(root == MPI.ROOT ? name : "not used", root));
        assertEquals(root == MPI.ROOT ? side.ofRemote("o") : null, comm.gather(mine, root));
        assertEquals(
                receives ? mine : null, comm.<String>scatter(root == MPI.ROOT ? side.ofRemote("o") : null, root));
        assertEquals(
                root == MPI.ROOT ? String.join("", side.ofRemote("o")) : null,
                comm.reduce(mine, String::concat, root));
    }

    @ParameterizedTest
    @CsvSource({"2,1", "3,1", "5,2", "5,3", "7,4"})
    void eachGroupGetsWhatTheOtherGives(int ranks, int lower) {
        run(ranks, lower, side -> {
            Intercomm comm = side.comm;
            String mine = "o" + side.worldRank;
            for (int round = 0; round < 3; round++) {
                assertEquals(side.ofRemote("o"), comm.allGather(mine));
                List<String> given = side.ofRemote(mine + "-");
                assertEquals(
                        side.ofRemote("o").stream().map(o -> o + "-" + side.worldRank).toList(), comm.allToAll(given));
                assertEquals(String.join("", side.ofRemote("o")), comm.allReduce(mine, String::concat));
                assertEquals(comm.getRemoteSize(), comm.allReduce(1, MPI.SUM));
            }
            comm.barrier();
            MPIException e = assertThrows(
                    MPIException.class, () -> comm.allToAll(Collections.nCopies(comm.getRemoteSize() + 1, "x")));
            assertEquals(MPI.ERR_COUNT, e.getErrorClass());
        });
    }

    /** The last rank of the lower group cannot write its object: it throws, and whoever waits for it. */
    @ParameterizedTest
    @CsvSource({"2,1", "5,2", "5,3"})
    void whatOneRankCannotGiveIsToldToTheOtherGroup(int ranks, int lower) {
        run(ranks, lower, side -> {
            Intercomm comm = side.comm;
            boolean bad = side.worldRank == lower - 1;
            Object mine = bad ? new Samples.Unwritable() : "good";
            if (bad || !side.isLower()) {
                MPIException e = assertThrows(MPIException.class, () -> comm.allReduce(mine, (a, _) -> a));
                assertTrue(e.getMessage().contains("not to be written"), e.getMessage());
                if (bad) {
                    assertInstanceOf(IllegalStateException.class, e.getCause());
                }
                assertThrows(MPIException.class, () -> comm.allGather(mine));
            } else {
                assertEquals("good", comm.allReduce(mine, (a, _) -> a));
                assertEquals(Collections.nCopies(ranks - lower, "good"), comm.allGather(mine));
            }
            int root = side.root(false, 0);
            if (bad || root == MPI.ROOT) {
                assertThrows(MPIException.class, () -> comm.reduce(mine, (a, _) -> a, root));
            } else {
                assertNull(comm.reduce(mine, (a, _) -> a, root));
            }
            assertEquals(side.ofRemote("o"), comm.allGather("o" + side.worldRank));
        });
    }

    /** Which thread meets which is open; that all results belong together is not. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void threadsTakeTurns(int ranks) {
        RankBody body = engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            inThreads(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    together(comm, ranks);
                }
            });
            comm.barrier();
        };
        Ranks.run(ranks, body);
    }

    private static void together(Intracomm comm, int ranks) {
        int rank = comm.getRank();
        assertEquals("from 0", comm.bcast("from " + rank, 0));
        List<Integer> all = IntStream.range(0, ranks).boxed().toList();
        assertEquals(all, comm.allGather(rank));
        assertEquals(rank == 0 ? all : null, comm.gather(rank, 0));
        assertEquals(rank, comm.<Integer>scatter(all, 0));
        assertEquals(Collections.nCopies(ranks, rank), comm.allToAll(all));
        assertEquals(ranks, comm.allReduce(1, MPI.SUM));
        assertEquals(rank == 0 ? (Integer) ranks : null, comm.reduce(1, MPI.SUM, 0));
        assertEquals(rank + 1, comm.scan(1, MPI.SUM));
        assertEquals(rank == 0 ? null : (Integer) rank, comm.exScan(1, MPI.SUM));
    }

    /** Each thread does another operation, all the time. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void differentOperationsDoNotMix(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            int rank = comm.getRank();
            List<Runnable> operations = List.of(
                    () -> assertEquals(ranks, comm.allReduce(1, MPI.SUM)),
                    () -> assertEquals(rank == 0 ? (Integer) (2 * ranks) : null, comm.reduce(2, MPI.SUM, 0)),
                    () -> assertEquals("b", comm.bcast("b", 0)),
                    () -> assertEquals(3 * (rank + 1), comm.scan(3, MPI.SUM)),
                    () -> assertEquals(rank == 0 ? null : (Integer) (5 * rank), comm.exScan(5, MPI.SUM)));
            List<Runnable> threads = new ArrayList<>();
            for (Runnable operation : operations) {
                threads.add(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        operation.run();
                    }
                });
            }
            await(threads);
            comm.barrier();
        });
    }

    private static void inThreads(Runnable body) throws InterruptedException {
        await(Collections.nCopies(THREADS, body));
    }

    private static void await(List<Runnable> bodies) throws InterruptedException {
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (Runnable body : bodies) {
            threads.add(Thread.ofPlatform().daemon().start(() -> {
                try {
                    body.run();
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.peek());
        }
    }
}
