package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import mpj.testkit.Ranks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of the API among ranks that are objects of this JVM: what goes where, for every root and every form. */
class ManyRanksTest {
    private static void run(int ranks, Consumer<Intracomm> body) {
        Ranks.run(ranks, engine -> body.accept(new Intracomm(engine.world(), MPI.COMM_SELF)));
    }

    private static int[] ints(int length, IntUnaryOperator element) {
        int[] a = new int[length];
        Arrays.setAll(a, element);
        return a;
    }

    /** What only the root needs. */
    private static int @Nullable [] atRoot(Intracomm comm, int root, int length) {
        return comm.getRank() == root ? new int[length] : null;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void rootedCollectives(int ranks) {
        run(ranks, comm -> {
            int rank = comm.getRank();
            for (int root = 0; root < ranks; root++) {
                int[] data = rank == root ? new int[] {root, 42} : new int[2];
                comm.bcast(data, 2, MPI.INT, root);
                assertArrayEquals(new int[] {root, 42}, data);
                gatherAndScatter(comm, root);
                reduce(comm, root);
            }
        });
    }

    private static void gatherAndScatter(Intracomm comm, int root) {
        int rank = comm.getRank();
        int size = comm.getSize();
        int[] expected = ints(2 * size, i -> i + root);
        int[] mine = {2 * rank + root, 2 * rank + 1 + root};
        int[] all = atRoot(comm, root, 2 * size);
        comm.gather(mine, 2, MPI.INT, all, 2, MPI.INT, root);
        int[] back = new int[2];
        comm.scatter(all, 2, MPI.INT, back, 2, MPI.INT, root);
        assertArrayEquals(mine, back);
        if (all != null) {
            assertArrayEquals(expected, all);
            int[] inPlace = new int[2 * size];
            System.arraycopy(mine, 0, inPlace, 2 * rank, 2);
            comm.gather(inPlace, 2, MPI.INT, root);
            assertArrayEquals(expected, inPlace);
            comm.scatter(inPlace, 2, MPI.INT, root);
            assertArrayEquals(expected, inPlace);
        } else {
            comm.gather(mine, 2, MPI.INT, root);
            int[] part = {0, 0, 7};
            comm.scatter(part, 2, MPI.INT, root);
            assertArrayEquals(new int[] {mine[0], mine[1], 7}, part);
        }
    }

    private static void reduce(Intracomm comm, int root) {
        int size = comm.getSize();
        int[] mine = {comm.getRank() + 1, 1};
        int[] expected = {size * (size + 1) / 2, size};
        int[] sum = atRoot(comm, root, 2);
        comm.reduce(mine, sum, 2, MPI.INT, MPI.SUM, root);
        int[] inPlace = mine.clone();
        comm.reduce(inPlace, 2, MPI.INT, MPI.SUM, root);
        assertArrayEquals(sum == null ? mine : expected, inPlace);
        if (sum != null) {
            assertArrayEquals(expected, sum);
        }
    }

    /** Rank r has r + 1 elements, all r, with a gap of one element after each block. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void blocksOfDifferentLengths(int ranks) {
        run(ranks, comm -> {
            int rank = comm.getRank();
            int[] counts = ints(ranks, i -> i + 1);
            int[] displs = ints(ranks, i -> i * (i + 1) / 2 + i);
            int length = displs[ranks - 1] + ranks;
            int[] mine = ints(rank + 1, _ -> rank);
            int[] expected = ints(length, _ -> -1);
            for (int i = 0; i < ranks; i++) {
                Arrays.fill(expected, displs[i], displs[i] + counts[i], i);
            }
            int[] all = ints(length, _ -> -1);
            comm.allGatherv(mine, rank + 1, MPI.INT, all, counts, displs, MPI.INT);
            assertArrayEquals(expected, all);
            int[] inPlace = ints(length, _ -> -1);
            Arrays.fill(inPlace, displs[rank], displs[rank] + counts[rank], rank);
            comm.allGatherv(inPlace, counts, displs, MPI.INT);
            assertArrayEquals(expected, inPlace);
            for (int root = 0; root < ranks; root++) {
                rootedBlocks(comm, root, mine, counts, displs, expected);
            }
        });
    }

    private static void rootedBlocks(
            Intracomm comm, int root, int[] mine, int[] counts, int[] displs, int[] expected) {
        int[] back = new int[mine.length];
        if (comm.getRank() == root) {
            int[] all = ints(expected.length, _ -> -1);
            comm.gatherv(mine, mine.length, MPI.INT, all, counts, displs, MPI.INT, root);
            assertArrayEquals(expected, all);
            comm.gatherv(all, counts, displs, MPI.INT, root);
            assertArrayEquals(expected, all);
            comm.scatterv(all, counts, displs, MPI.INT, back, mine.length, MPI.INT, root);
            assertArrayEquals(mine, back);
            comm.scatterv(all, counts, displs, MPI.INT, root);
        } else {
            comm.gatherv(mine, mine.length, MPI.INT, null, null, null, MPI.INT, root);
            comm.gatherv(mine, mine.length, MPI.INT, root);
            comm.scatterv(null, null, null, MPI.INT, back, mine.length, MPI.INT, root);
            assertArrayEquals(mine, back);
            Arrays.fill(back, -1);
            comm.scatterv(back, mine.length, MPI.INT, root);
            assertArrayEquals(mine, back);
            MPIException e =
                    assertThrows(MPIException.class, () -> comm.gatherv(back, counts, displs, MPI.INT, root));
            assertEquals(MPI.ERR_ARG, e.getErrorClass());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void exchangesAmongAll(int ranks) {
        run(ranks, comm -> {
            int rank = comm.getRank();
            int[] all = new int[ranks];
            comm.allGather(new int[] {rank * rank}, 1, MPI.INT, all, 1, MPI.INT);
            assertArrayEquals(ints(ranks, i -> i * i), all);
            int[] inPlace = ints(ranks, i -> i == rank ? i * i : -1);
            comm.allGather(inPlace, 1, MPI.INT);
            assertArrayEquals(all, inPlace);
            int[] exchanged = new int[ranks];
            comm.allToAll(ints(ranks, i -> 10 * rank + i), 1, MPI.INT, exchanged, 1, MPI.INT);
            assertArrayEquals(ints(ranks, i -> 10 * i + rank), exchanged);
            long[] ones = new long[ranks];
            Arrays.fill(ones, 1);
            long[] forward = new long[ranks];
            Arrays.setAll(forward, i -> i);
            long[] backward = new long[ranks];
            Arrays.setAll(backward, i -> ranks - 1 - i);
            comm.allToAllv(
                    ints(ranks, i -> 10 * rank + i), ones, forward, MPI.INT, exchanged, ones, backward, MPI.INT);
            assertArrayEquals(ints(ranks, i -> 10 * (ranks - 1 - i) + rank), exchanged);
        });
    }

    /** Writes digits one after the other: associative, not commutative. */
    private static final class Concatenate extends UserFunction {
        /** An operand is a number and the power of ten that its digits take. */
        @Override
        public void call(Object inVec, Object inOutVec, int count, Datatype datatype) {
            double[] in = (double[]) inVec;
            double[] inOut = (double[]) inOutVec;
            for (int i = 0; i < in.length; i += 2) {
                inOut[i] += in[i] * inOut[i + 1];
                inOut[i + 1] *= in[i + 1];
            }
        }
    }

    private static double digits(int from, int to) {
        double number = 0;
        for (int i = from; i <= to; i++) {
            number = 10 * number + i + 1;
        }
        return number;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void reductionsInTheOrderOfTheRanks(int ranks) {
        Op concatenate = new Op(new Concatenate(), false);
        run(ranks, comm -> {
            int rank = comm.getRank();
            double[] mine = {rank + 1, 10};
            Pair pair = new Pair(comm, concatenate, mine);
            assertEquals(digits(0, ranks - 1), pair.allReduce());
            assertEquals(digits(0, rank), pair.scan());
            assertEquals(rank == 0 ? 1 : digits(0, rank - 1), pair.exScan());
        });
    }

    /** Reductions of one operand, which travels as a complex number. */
    private static final class Pair {
        private final Intracomm comm;
        private final Op op;
        private final double[] mine;

        Pair(Intracomm comm, Op op, double[] mine) {
            this.comm = comm;
            this.op = op;
            this.mine = mine;
        }

        double allReduce() {
            double[] inPlace = mine.clone();
            comm.allReduce(inPlace, 1, MPI.DOUBLE_COMPLEX, op);
            return inPlace[0];
        }

        double scan() {
            double[] result = new double[2];
            comm.scan(mine, result, 1, MPI.DOUBLE_COMPLEX, op);
            double[] inPlace = mine.clone();
            comm.scan(inPlace, 1, MPI.DOUBLE_COMPLEX, op);
            assertArrayEquals(result, inPlace);
            return result[0];
        }

        double exScan() {
            double[] inPlace = mine.clone();
            comm.exScan(inPlace, 1, MPI.DOUBLE_COMPLEX, op);
            return inPlace[0];
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void messagesAroundARing(int ranks) {
        run(ranks, comm -> {
            int rank = comm.getRank();
            int right = (rank + 1) % ranks;
            int left = (rank + ranks - 1) % ranks;
            int[] token = {rank};
            for (int i = 1; i <= ranks; i++) {
                Status status = comm.sendRecvReplace(token, 1, MPI.INT, right, i, left, i);
                assertEquals(left, status.getSource());
                assertEquals((rank + ranks - i) % ranks, token[0]);
            }
            Request[] requests = new Request[2 * ranks];
            IntBuffer[] received = new IntBuffer[ranks];
            for (int i = 0; i < ranks; i++) {
                received[i] = MPI.newIntBuffer(1);
                requests[i] = comm.iRecv(received[i], 1, MPI.INT, i, 99);
                requests[ranks + i] = comm.iSend(new int[] {100 * rank + i}, 1, MPI.INT, i, 99);
            }
            Status[] statuses = Request.waitAllStatus(requests);
            for (int i = 0; i < ranks; i++) {
                assertEquals(100 * i + rank, received[i].get(0));
                assertEquals(i, statuses[i].getSource());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void groupsAreSplit(int ranks) {
        run(ranks, comm -> {
            int rank = comm.getRank();
            Intracomm reversed = comm.split(0, -rank);
            assertEquals(ranks - 1 - rank, reversed.getRank());
            assertEquals(MPI.SIMILAR, Comm.compare(comm, reversed));
            Intracomm dup = comm.dup();
            assertEquals(MPI.CONGRUENT, Comm.compare(comm, dup));
            Intracomm part = comm.split(rank == 0 ? MPI.UNDEFINED : 1, 0);
            assertEquals(rank == 0, part.isNull());
            if (rank > 0) {
                assertEquals(ranks - 1, part.getSize());
                assertEquals(MPI.UNEQUAL, Comm.compare(comm, part));
                part.barrier();
                part.free();
            }
            dup.barrier();
            dup.free();
            reversed.free();
            assertTrue(dup.isNull());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2})
    void truncationIsToldToWhoReceives(int ranks) {
        run(ranks, comm -> {
            comm.setErrhandler(MPI.ERRORS_RETURN);
            if (comm.getRank() == 0) {
                comm.send(new int[5], 5, MPI.INT, 1, 6);
            } else {
                MPIException e =
                        assertThrows(MPIException.class, () -> comm.recv(new int[4], 4, MPI.INT, MPI.ANY_SOURCE, 6));
                assertEquals(MPI.ERR_TRUNCATE, e.getErrorClass());
                assertEquals(6, e.getTag());
            }
            comm.barrier();
        });
    }
}
