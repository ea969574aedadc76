package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import mpj.testkit.Ranks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Collective operations between two groups, in every form: the first ranks of the world and the rest. */
class IntercommCollectivesTest {
    private static final int[] COUNTS = {0, 1, 5, 20_000};

    /** One rank's view of one call; values tell the world's rank that gave them. */
    private record Call(Intercomm comm, CollectiveForm form, int n, int lower, int worldRank) {
        boolean isLower() {
            return worldRank < lower;
        }

        int remote() {
            return comm.getRemoteSize();
        }

        /** The rank in the world of a rank of the other group. */
        int world(int remoteRank) {
            return isLower() ? lower + remoteRank : remoteRank;
        }

        /** The root is rank 0 of the lower group. */
        int root() {
            if (isLower()) {
                return comm.getRank() == 0 ? MPI.ROOT : MPI.PROC_NULL;
            }
            return 0;
        }

        boolean atRoot() {
            return root() == MPI.ROOT;
        }

        int[] mine() {
            return ints(n, i -> value(worldRank, i));
        }

        int[] ofRemote() {
            return ints(n * remote(), i -> value(world(i / n), i % n));
        }

        int[] remoteSums(int first, int length) {
            return ints(length, i -> {
                int sum = 0;
                for (int rank = 0; rank < remote(); rank++) {
                    sum += value(world(rank), first + i);
                }
                return sum;
            });
        }
    }

    private static int value(int worldRank, int i) {
        return worldRank * 100_003 + i * 7 + 1;
    }

    private static int[] ints(int length, IntUnaryOperator element) {
        int[] a = new int[length];
        Arrays.setAll(a, element);
        return a;
    }

    private static void forAll(int ranks, int lower, Consumer<Call> check) {
        Ranks.run(ranks, engine -> {
            Intracomm world = new Intracomm(engine.world(), MPI.COMM_SELF);
            int rank = world.getRank();
            Intracomm side = world.split(rank < lower ? 0 : 1, rank);
            Intercomm inter = world.createIntercomm(side, 0, rank < lower ? lower : 0, 3);
            for (CollectiveForm form : CollectiveForm.values()) {
                for (int count : COUNTS) {
                    check.accept(new Call(inter, form, count, lower, rank));
                }
            }
            inter.free();
        });
    }

    @ParameterizedTest
    @CsvSource({"2,1", "3,1", "3,2", "5,2", "7,4"})
    void rooted(int ranks, int lower) {
        forAll(ranks, lower, c -> {
            Intercomm comm = c.comm;
            int root = c.root();
            c.form.call(comm::barrier, comm::iBarrier, comm::barrierInit);
            int[] buf = c.atRoot() ? c.mine() : new int[c.n];
            c.form.call(
                    () -> comm.bcast(buf, c.n, MPI.INT, root),
                    () -> comm.iBcast(buf, c.n, MPI.INT, root),
                    () -> comm.bcastInit(buf, c.n, MPI.INT, root));
            int[] unchanged = new int[c.n];
            assertArrayEquals(c.isLower() && !c.atRoot() ? unchanged : ints(c.n, i -> value(0, i)), buf);
            int[] all = c.atRoot() ? new int[c.n * c.remote()] : new int[0];
            c.form.call(
                    () -> comm.gather(c.mine(), c.n, MPI.INT, all, c.n, MPI.INT, root),
                    () -> comm.iGather(c.mine(), c.n, MPI.INT, all, c.n, MPI.INT, root),
                    () -> comm.gatherInit(c.mine(), c.n, MPI.INT, all, c.n, MPI.INT, root));
            assertArrayEquals(c.atRoot() ? c.ofRemote() : all, all);
            int[] back = new int[c.n];
            c.form.call(
                    () -> comm.scatter(all, c.n, MPI.INT, back, c.n, MPI.INT, root),
                    () -> comm.iScatter(all, c.n, MPI.INT, back, c.n, MPI.INT, root),
                    () -> comm.scatterInit(all, c.n, MPI.INT, back, c.n, MPI.INT, root));
            assertArrayEquals(c.isLower() ? unchanged : c.mine(), back);
            int[] sum = new int[c.n];
            c.form.call(
                    () -> comm.reduce(c.mine(), sum, c.n, MPI.INT, MPI.SUM, root),
                    () -> comm.iReduce(c.mine(), sum, c.n, MPI.INT, MPI.SUM, root),
                    () -> comm.reduceInit(c.mine(), sum, c.n, MPI.INT, MPI.SUM, root));
            assertArrayEquals(c.atRoot() ? c.remoteSums(0, c.n) : unchanged, sum);
            rootedBlocks(c);
        });
    }

    private static void rootedBlocks(Call c) {
        Intercomm comm = c.comm;
        int root = c.root();
        int ranks = c.atRoot() ? c.remote() : 0;
        int[] counts = ints(ranks, _ -> c.n);
        int[] displs = ints(ranks, i -> i * c.n);
        int[] all = new int[ranks * c.n];
        c.form.call(
                () -> comm.gatherv(c.mine(), c.n, MPI.INT, all, counts, displs, MPI.INT, root),
                () -> comm.iGatherv(c.mine(), c.n, MPI.INT, all, counts, displs, MPI.INT, root),
                () -> comm.gathervInit(c.mine(), c.n, MPI.INT, all, counts, displs, MPI.INT, root));
        assertArrayEquals(c.atRoot() ? c.ofRemote() : all, all);
        int[] back = new int[c.n];
        c.form.call(
                () -> comm.scatterv(all, counts, displs, MPI.INT, back, c.n, MPI.INT, root),
                () -> comm.iScatterv(all, counts, displs, MPI.INT, back, c.n, MPI.INT, root),
                () -> comm.scattervInit(all, counts, displs, MPI.INT, back, c.n, MPI.INT, root));
        assertArrayEquals(c.isLower() ? new int[c.n] : c.mine(), back);
    }

    @ParameterizedTest
    @CsvSource({"2,1", "3,1", "3,2", "5,2", "7,4"})
    void exchanges(int ranks, int lower) {
        forAll(ranks, lower, c -> {
            Intercomm comm = c.comm;
            int[] all = new int[c.n * c.remote()];
            c.form.call(
                    () -> comm.allGather(c.mine(), c.n, MPI.INT, all, c.n, MPI.INT),
                    () -> comm.iAllGather(c.mine(), c.n, MPI.INT, all, c.n, MPI.INT),
                    () -> comm.allGatherInit(c.mine(), c.n, MPI.INT, all, c.n, MPI.INT));
            assertArrayEquals(c.ofRemote(), all);
            int[] counts = ints(c.remote(), _ -> c.n);
            int[] displs = ints(c.remote(), i -> i * c.n);
            int[] again = new int[all.length];
            c.form.call(
                    () -> comm.allGatherv(c.mine(), c.n, MPI.INT, again, counts, displs, MPI.INT),
                    () -> comm.iAllGatherv(c.mine(), c.n, MPI.INT, again, counts, displs, MPI.INT),
                    () -> comm.allGathervInit(c.mine(), c.n, MPI.INT, again, counts, displs, MPI.INT));
            assertArrayEquals(c.ofRemote(), again);
            int[] out = ints(c.n * c.remote(), i -> value(c.worldRank, i));
            int[] in = new int[out.length];
            c.form.call(
                    () -> comm.allToAll(out, c.n, MPI.INT, in, c.n, MPI.INT),
                    () -> comm.iAllToAll(out, c.n, MPI.INT, in, c.n, MPI.INT),
                    () -> comm.allToAllInit(out, c.n, MPI.INT, in, c.n, MPI.INT));
            int[] expected = ints(in.length, i -> value(c.world(i / c.n), comm.getRank() * c.n + i % c.n));
            assertArrayEquals(expected, in);
            int[] once = new int[out.length];
            c.form.call(
                    () -> comm.allToAllv(out, counts, displs, MPI.INT, once, counts, displs, MPI.INT),
                    () -> comm.iAllToAllv(out, counts, displs, MPI.INT, once, counts, displs, MPI.INT),
                    () -> comm.allToAllvInit(out, counts, displs, MPI.INT, once, counts, displs, MPI.INT));
            assertArrayEquals(expected, once);
        });
    }

    /** As many elements as both groups can divide. */
    @ParameterizedTest
    @CsvSource({"2,1", "3,1", "3,2", "5,2", "7,4"})
    void reductions(int ranks, int lower) {
        forAll(ranks, lower, c -> {
            Intercomm comm = c.comm;
            int[] sum = new int[c.n];
            c.form.call(
                    () -> comm.allReduce(c.mine(), sum, c.n, MPI.INT, MPI.SUM),
                    () -> comm.iAllReduce(c.mine(), sum, c.n, MPI.INT, MPI.SUM),
                    () -> comm.allReduceInit(c.mine(), sum, c.n, MPI.INT, MPI.SUM));
            assertArrayEquals(c.remoteSums(0, c.n), sum);
            int mine = c.n * c.remote();
            int[] operand = ints(mine * comm.getSize(), i -> value(c.worldRank, i));
            int[] block = new int[mine];
            c.form.call(
                    () -> comm.reduceScatterBlock(operand, block, mine, MPI.INT, MPI.SUM),
                    () -> comm.iReduceScatterBlock(operand, block, mine, MPI.INT, MPI.SUM),
                    () -> comm.reduceScatterBlockInit(operand, block, mine, MPI.INT, MPI.SUM));
            int[] expected = c.remoteSums(comm.getRank() * mine, mine);
            assertArrayEquals(expected, block);
            int[] counts = ints(comm.getSize(), _ -> mine);
            int[] again = new int[mine];
            c.form.call(
                    () -> comm.reduceScatter(operand, again, counts, MPI.INT, MPI.SUM),
                    () -> comm.iReduceScatter(operand, again, counts, MPI.INT, MPI.SUM),
                    () -> comm.reduceScatterInit(operand, again, counts, MPI.INT, MPI.SUM));
            assertArrayEquals(expected, again);
        });
    }

    @ParameterizedTest
    @CsvSource({"2,1"})
    void errors(int ranks, int lower) {
        forAll(ranks, lower, c -> {
            MPIException root =
                    assertThrows(MPIException.class, () -> c.comm.bcast(new int[1], 1, MPI.INT, c.remote()));
            assertEquals(MPI.ERR_ROOT, root.getErrorClass());
            MPIException inPlace =
                    assertThrows(MPIException.class, () -> c.comm.allReduce(new int[1], 1, MPI.INT, MPI.SUM));
            assertEquals(MPI.ERR_ARG, inPlace.getErrorClass());
        });
    }
}
