package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import mpj.testkit.Ranks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MPI_IN_PLACE as a buffer, whatever count and datatype stand beside it, in every form of every operation. */
class InPlaceTest {
    private static final Object HERE = MPI.IN_PLACE;
    private static final Datatype ANY = MPI.DATATYPE_NULL;
    private static final int N = 3;

    private record Case(Intracomm comm, CollectiveForm form, int rank, int size, int root) {
        boolean atRoot() {
            return rank == root;
        }

        /** This rank's block in its place of a buffer for all, which is -1 elsewhere. */
        int[] mine() {
            int[] all = new int[N * size];
            Arrays.fill(all, -1);
            for (int i = 0; i < N; i++) {
                all[N * rank + i] = 10 * rank + i;
            }
            return all;
        }

        int[] counts() {
            return IntStream.generate(() -> N).limit(size).toArray();
        }

        int[] displs() {
            return IntStream.range(0, size).map(i -> N * i).toArray();
        }
    }

    private static int[] everybodys(int size) {
        return IntStream.range(0, N * size).map(i -> 10 * (i / N) + i % N).toArray();
    }

    private static void forAll(int ranks, Consumer<Case> check) {
        Ranks.run(ranks, engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            for (CollectiveForm form : CollectiveForm.values()) {
                for (int root = 0; root < ranks; root++) {
                    check.accept(new Case(comm, form, comm.getRank(), ranks, root));
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void gathered(int ranks) {
        forAll(ranks, c -> {
            int[] all = c.mine();
            int[] block = Arrays.copyOfRange(all, N * c.rank, N * c.rank + N);
            Object give = c.atRoot() ? HERE : block;
            int n = c.atRoot() ? -5 : N;
            Datatype type = c.atRoot() ? ANY : MPI.INT;
            c.form.call(
                    () -> c.comm.gather(give, n, type, all, N, MPI.INT, c.root),
                    () -> c.comm.iGather(give, n, type, all, N, MPI.INT, c.root),
                    () -> c.comm.gatherInit(give, n, type, all, N, MPI.INT, c.root));
            assertArrayEquals(c.atRoot() ? everybodys(ranks) : c.mine(), all);
            int[] again = c.mine();
            long[] counts = Arrays.stream(c.counts()).asLongStream().toArray();
            long[] displs = Arrays.stream(c.displs()).asLongStream().toArray();
            c.form.call(
                    () -> c.comm.gatherv(give, n, type, again, counts, displs, MPI.INT, c.root),
                    () -> c.comm.iGatherv(give, n, type, again, counts, displs, MPI.INT, c.root),
                    () -> c.comm.gathervInit(give, n, type, again, counts, displs, MPI.INT, c.root));
            assertArrayEquals(c.atRoot() ? everybodys(ranks) : c.mine(), again);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void scattered(int ranks) {
        forAll(ranks, c -> {
            int[] all = everybodys(ranks);
            int[] block = new int[N];
            Object take = c.atRoot() ? HERE : block;
            int n = c.atRoot() ? -5 : N;
            Datatype type = c.atRoot() ? ANY : MPI.INT;
            c.form.call(
                    () -> c.comm.scatter(all, N, MPI.INT, take, n, type, c.root),
                    () -> c.comm.iScatter(all, N, MPI.INT, take, n, type, c.root),
                    () -> c.comm.scatterInit(all, N, MPI.INT, take, n, type, c.root));
            check(c, all, block);
            Arrays.fill(block, 0);
            long[] counts = Arrays.stream(c.counts()).asLongStream().toArray();
            long[] displs = Arrays.stream(c.displs()).asLongStream().toArray();
            c.form.call(
                    () -> c.comm.scatterv(all, counts, displs, MPI.INT, take, n, type, c.root),
                    () -> c.comm.iScatterv(all, counts, displs, MPI.INT, take, n, type, c.root),
                    () -> c.comm.scattervInit(all, counts, displs, MPI.INT, take, n, type, c.root));
            check(c, all, block);
        });
    }

    private static void check(Case c, int[] all, int[] block) {
        int[] whole = everybodys(c.size);
        assertArrayEquals(whole, all);
        assertArrayEquals(c.atRoot() ? new int[N] : Arrays.copyOfRange(whole, N * c.rank, N * c.rank + N), block);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void gatheredAtAll(int ranks) {
        forAll(ranks, c -> {
            int[] all = c.mine();
            c.form.call(
                    () -> c.comm.allGather(HERE, -5, ANY, all, N, MPI.INT),
                    () -> c.comm.iAllGather(HERE, -5, ANY, all, N, MPI.INT),
                    () -> c.comm.allGatherInit(HERE, -5, ANY, all, N, MPI.INT));
            assertArrayEquals(everybodys(ranks), all);
            int[] again = c.mine();
            long[] counts = Arrays.stream(c.counts()).asLongStream().toArray();
            long[] displs = Arrays.stream(c.displs()).asLongStream().toArray();
            c.form.call(
                    () -> c.comm.allGatherv(HERE, -5, ANY, again, counts, displs, MPI.INT),
                    () -> c.comm.iAllGatherv(HERE, -5, ANY, again, counts, displs, MPI.INT),
                    () -> c.comm.allGathervInit(HERE, -5, ANY, again, counts, displs, MPI.INT));
            assertArrayEquals(everybodys(ranks), again);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void exchanged(int ranks) {
        forAll(ranks, c -> {
            int[] given = IntStream.range(0, N * ranks).map(i -> 100 * c.rank + 10 * (i / N) + i % N).toArray();
            int[] expected = IntStream.range(0, N * ranks).map(i -> 100 * (i / N) + 10 * c.rank + i % N).toArray();
            int[] all = given.clone();
            c.form.call(
                    () -> c.comm.allToAll(HERE, -5, ANY, all, N, MPI.INT),
                    () -> c.comm.iAllToAll(HERE, -5, ANY, all, N, MPI.INT),
                    () -> c.comm.allToAllInit(HERE, -5, ANY, all, N, MPI.INT));
            assertArrayEquals(expected, all);
            int[] again = given.clone();
            long[] counts = Arrays.stream(c.counts()).asLongStream().toArray();
            long[] displs = Arrays.stream(c.displs()).asLongStream().toArray();
            long[] none = {};
            c.form.call(
                    () -> c.comm.allToAllv(HERE, none, none, ANY, again, counts, displs, MPI.INT),
                    () -> c.comm.iAllToAllv(HERE, none, none, ANY, again, counts, displs, MPI.INT),
                    () -> c.comm.allToAllvInit(HERE, none, none, ANY, again, counts, displs, MPI.INT));
            assertArrayEquals(expected, again);
            int[] typed = given.clone();
            Datatype[] types = new Datatype[ranks];
            Arrays.fill(types, MPI.INT);
            long[] bytes = Arrays.stream(displs).map(d -> Integer.BYTES * d).toArray();
            Datatype[] noTypes = {};
            c.form.call(
                    () -> c.comm.allToAllw(HERE, none, none, noTypes, typed, counts, bytes, types),
                    () -> c.comm.iAllToAllw(HERE, none, none, noTypes, typed, counts, bytes, types),
                    () -> c.comm.allToAllwInit(HERE, none, none, noTypes, typed, counts, bytes, types));
            assertArrayEquals(expected, typed);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void reduced(int ranks) {
        forAll(ranks, c -> {
            int[] one = {c.rank + 1};
            int sum = ranks * (ranks + 1) / 2;
            Object give = c.atRoot() ? HERE : one;
            int[] atRoot = {c.rank + 1};
            c.form.call(
                    () -> c.comm.reduce(give, atRoot, 1, MPI.INT, MPI.SUM, c.root),
                    () -> c.comm.iReduce(give, atRoot, 1, MPI.INT, MPI.SUM, c.root),
                    () -> c.comm.reduceInit(give, atRoot, 1, MPI.INT, MPI.SUM, c.root));
            assertEquals(c.atRoot() ? sum : c.rank + 1, atRoot[0]);
            int[] everywhere = {c.rank + 1};
            c.form.call(
                    () -> c.comm.allReduce(HERE, everywhere, 1, MPI.INT, MPI.SUM),
                    () -> c.comm.iAllReduce(HERE, everywhere, 1, MPI.INT, MPI.SUM),
                    () -> c.comm.allReduceInit(HERE, everywhere, 1, MPI.INT, MPI.SUM));
            assertEquals(sum, everywhere[0]);
            int[] prefix = {c.rank + 1};
            c.form.call(
                    () -> c.comm.scan(HERE, prefix, 1, MPI.INT, MPI.SUM),
                    () -> c.comm.iScan(HERE, prefix, 1, MPI.INT, MPI.SUM),
                    () -> c.comm.scanInit(HERE, prefix, 1, MPI.INT, MPI.SUM));
            assertEquals((c.rank + 1) * (c.rank + 2) / 2, prefix[0]);
            int[] before = {c.rank + 1};
            c.form.call(
                    () -> c.comm.exScan(HERE, before, 1, MPI.INT, MPI.SUM),
                    () -> c.comm.iExScan(HERE, before, 1, MPI.INT, MPI.SUM),
                    () -> c.comm.exScanInit(HERE, before, 1, MPI.INT, MPI.SUM));
            assertEquals(c.rank == 0 ? 1 : c.rank * (c.rank + 1) / 2, before[0]);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void reducedAndScattered(int ranks) {
        forAll(ranks, c -> {
            int[] given = IntStream.range(0, ranks).map(i -> 10 * c.rank + i).toArray();
            int[] mine = IntStream.range(0, ranks).map(i -> 10 * i + c.rank).toArray();
            int sum = Arrays.stream(mine).sum();
            int[] blocks = given.clone();
            c.form.call(
                    () -> c.comm.reduceScatterBlock(HERE, blocks, 1, MPI.INT, MPI.SUM),
                    () -> c.comm.iReduceScatterBlock(HERE, blocks, 1, MPI.INT, MPI.SUM),
                    () -> c.comm.reduceScatterBlockInit(HERE, blocks, 1, MPI.INT, MPI.SUM));
            assertEquals(sum, blocks[0]);
            long[] ones = IntStream.range(0, ranks).mapToLong(i -> 1).toArray();
            int[] varying = given.clone();
            c.form.call(
                    () -> c.comm.reduceScatter(HERE, varying, ones, MPI.INT, MPI.SUM),
                    () -> c.comm.iReduceScatter(HERE, varying, ones, MPI.INT, MPI.SUM),
                    () -> c.comm.reduceScatterInit(HERE, varying, ones, MPI.INT, MPI.SUM));
            assertEquals(sum, varying[0]);
        });
    }

    /** Others than the root have nothing in place, and the marker is no buffer of messages. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void whereItMakesNoSense(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            int[] all = new int[ranks];
            int other = (comm.getRank() + 1) % ranks;
            refused("alone", () -> comm.gather(HERE, 1, MPI.INT, all, 1, MPI.INT, other));
            refused("alone", () -> comm.gatherv(HERE, 1, MPI.INT, all, all, all, MPI.INT, other));
            refused("alone", () -> comm.scatter(all, 1, MPI.INT, HERE, 1, MPI.INT, other));
            refused("alone", () -> comm.scatterv(all, all, all, MPI.INT, HERE, 1, MPI.INT, other));
            refused("alone", () -> comm.reduce(HERE, all, 1, MPI.INT, MPI.SUM, other));
            refused("recvbuf", () -> comm.allReduce(all, HERE, 1, MPI.INT, MPI.SUM));
            refused("buf is a", () -> comm.send(HERE, 1, MPI.INT, other, 0));
            comm.barrier();
        });
    }

    private static void refused(String words, Executable call) {
        MPIException e = assertThrows(MPIException.class, call);
        assertEquals(MPI.ERR_BUFFER, e.getErrorClass());
        @Nullable String message = e.getMessage();
        assertTrue(String.valueOf(message).contains(words), message);
    }
}
