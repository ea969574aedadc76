package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import mpj.testkit.Ranks;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every collective in every form, for several numbers of ranks, counts and roots, in place and not. */
class CollectiveFormsTest {
    private static final int[] COUNTS = {0, 1, 7, 1000, 100_000};
    private static final int MANY = 10_000;

    /** What is called in one form. */
    private interface Case {
        void check(Call c);
    }

    /** One call on one rank; {@code n} elements a block. */
    private record Call(Intracomm comm, CollectiveForm form, int n, int root) {
        int rank() {
            return comm.getRank();
        }

        int size() {
            return comm.getSize();
        }

        boolean atRoot() {
            return rank() == root;
        }

        /** This rank's block for another. */
        int[] block(int other) {
            return ints(n, i -> value(rank(), other, i));
        }

        /** The blocks for all ranks, one after the other. */
        int[] blocks() {
            return ints(n * size(), i -> value(rank(), i / n, i % n));
        }

        void expect(String what, int @Nullable [] found, int[] expected) {
            int at = found == null ? 0 : Arrays.mismatch(found, expected);
            assertEquals(
                    -1, at, () -> what + ", " + form + ", rank " + rank() + " of " + size() + ", count " + n + ", root "
                            + root);
        }

        /** The sum over ranks of their blocks' elements. */
        int[] sums(int first, int end, int block) {
            return ints(n, i -> sum(first, end, block, i));
        }
    }

    private static int value(int rank, int block, int i) {
        int x = (rank + 1) * 0x9E3779B9 ^ (block + 1) * 0x85EBCA6B ^ i * 0xC2B2AE35;
        return x ^ x >>> 15;
    }

    private static int sum(int firstRank, int endRank, int block, int i) {
        int sum = 0;
        for (int rank = firstRank; rank < endRank; rank++) {
            sum += value(rank, block, i);
        }
        return sum;
    }

    private static int[] ints(int length, IntUnaryOperator element) {
        int[] a = new int[length];
        Arrays.setAll(a, element);
        return a;
    }

    private static void forAll(int ranks, boolean rooted, Case check) {
        Ranks.of(ranks).timeout(Duration.ofSeconds(100)).run(engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            for (CollectiveForm form : CollectiveForm.values()) {
                for (int count : COUNTS) {
                    // of many elements two roots tell as much as all
                    int step = count > MANY ? Math.max(1, ranks - 1) : 1;
                    for (int root = 0; root < (rooted ? ranks : 1); root += step) {
                        check.check(new Call(comm, form, count, root));
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void barrierAndBcast(int ranks) {
        forAll(ranks, true, c -> {
            Intracomm comm = c.comm;
            c.form.call(comm::barrier, comm::iBarrier, comm::barrierInit);
            int[] expected = ints(c.n, i -> value(c.root, 0, i));
            int[] buf = c.atRoot() ? expected.clone() : new int[c.n];
            c.form.call(
                    () -> comm.bcast(buf, c.n, MPI.INT, c.root),
                    () -> comm.iBcast(buf, c.n, MPI.INT, c.root),
                    () -> comm.bcastInit(buf, c.n, MPI.INT, c.root));
            c.expect("bcast", buf, expected);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void gather(int ranks) {
        forAll(ranks, true, c -> {
            Intracomm comm = c.comm;
            int[] mine = c.block(0);
            int[] all = new int[c.atRoot() ? c.n * ranks : 0];
            int[] expected = ints(all.length, i -> value(i / c.n, 0, i % c.n));
            c.form.call(
                    () -> comm.gather(mine, c.n, MPI.INT, all, c.n, MPI.INT, c.root),
                    () -> comm.iGather(mine, c.n, MPI.INT, all, c.n, MPI.INT, c.root),
                    () -> comm.gatherInit(mine, c.n, MPI.INT, all, c.n, MPI.INT, c.root));
            c.expect("gather", all, expected);
            int[] buf = c.atRoot() ? new int[c.n * ranks] : mine;
            if (c.atRoot()) {
                System.arraycopy(mine, 0, buf, c.root * c.n, c.n);
            }
            c.form.call(
                    () -> comm.gather(buf, c.n, MPI.INT, c.root),
                    () -> comm.iGather(buf, c.n, MPI.INT, c.root),
                    () -> comm.gatherInit(buf, c.n, MPI.INT, c.root));
            c.expect("gather in place", buf, c.atRoot() ? expected : c.block(0));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void scatter(int ranks) {
        forAll(ranks, true, c -> {
            Intracomm comm = c.comm;
            int[] all = c.atRoot() ? c.blocks() : new int[0];
            int[] mine = new int[c.n];
            int[] expected = ints(c.n, i -> value(c.root, c.rank(), i));
            c.form.call(
                    () -> comm.scatter(all, c.n, MPI.INT, mine, c.n, MPI.INT, c.root),
                    () -> comm.iScatter(all, c.n, MPI.INT, mine, c.n, MPI.INT, c.root),
                    () -> comm.scatterInit(all, c.n, MPI.INT, mine, c.n, MPI.INT, c.root));
            c.expect("scatter", mine, expected);
            int[] buf = c.atRoot() ? c.blocks() : new int[c.n];
            c.form.call(
                    () -> comm.scatter(buf, c.n, MPI.INT, c.root),
                    () -> comm.iScatter(buf, c.n, MPI.INT, c.root),
                    () -> comm.scatterInit(buf, c.n, MPI.INT, c.root));
            c.expect("scatter in place", buf, c.atRoot() ? c.blocks() : expected);
        });
    }

    /** Lengths that differ by rank, a gap after each block. */
    private static int[] lengths(int ranks, int n) {
        return ints(ranks, i -> i % 2 == 0 ? n : n / 2);
    }

    private static int[] places(int ranks, int n) {
        return ints(ranks, i -> i * (n + 1));
    }

    private static int[] spread(int ranks, int n, Element element) {
        int[] all = ints(ranks * (n + 1), _ -> -1);
        int[] lengths = lengths(ranks, n);
        for (int block = 0; block < ranks; block++) {
            for (int i = 0; i < lengths[block]; i++) {
                all[block * (n + 1) + i] = element.of(block, i);
            }
        }
        return all;
    }

    private interface Element {
        int of(int block, int i);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void gathervAndScatterv(int ranks) {
        forAll(ranks, true, c -> {
            Intracomm comm = c.comm;
            int[] lengths = lengths(ranks, c.n);
            int[] places = places(ranks, c.n);
            int length = lengths[c.rank()];
            int[] mine = Arrays.copyOf(c.block(0), length);
            int[] expected = spread(ranks, c.n, (block, i) -> value(block, 0, i));
            int[] all = ints(expected.length, _ -> -1);
            c.form.call(
                    () -> comm.gatherv(mine, length, MPI.INT, all, lengths, places, MPI.INT, c.root),
                    () -> comm.iGatherv(mine, length, MPI.INT, all, lengths, places, MPI.INT, c.root),
                    () -> comm.gathervInit(mine, length, MPI.INT, all, lengths, places, MPI.INT, c.root));
            int[] back = new int[length];
            c.form.call(
                    () -> comm.scatterv(all, lengths, places, MPI.INT, back, length, MPI.INT, c.root),
                    () -> comm.iScatterv(all, lengths, places, MPI.INT, back, length, MPI.INT, c.root),
                    () -> comm.scattervInit(all, lengths, places, MPI.INT, back, length, MPI.INT, c.root));
            c.expect("scatterv", back, mine);
            if (c.atRoot()) {
                c.expect("gatherv", all, expected);
                c.form.call(
                        () -> comm.gatherv(all, lengths, places, MPI.INT, c.root),
                        () -> comm.iGatherv(all, lengths, places, MPI.INT, c.root),
                        () -> comm.gathervInit(all, lengths, places, MPI.INT, c.root));
                c.form.call(
                        () -> comm.scatterv(all, lengths, places, MPI.INT, c.root),
                        () -> comm.iScatterv(all, lengths, places, MPI.INT, c.root),
                        () -> comm.scattervInit(all, lengths, places, MPI.INT, c.root));
                c.expect("gatherv and scatterv in place", all, expected);
            } else {
                c.form.call(
                        () -> comm.gatherv(mine, length, MPI.INT, c.root),
                        () -> comm.iGatherv(mine, length, MPI.INT, c.root),
                        () -> comm.gathervInit(mine, length, MPI.INT, c.root));
                c.form.call(
                        () -> comm.scatterv(back, length, MPI.INT, c.root),
                        () -> comm.iScatterv(back, length, MPI.INT, c.root),
                        () -> comm.scattervInit(back, length, MPI.INT, c.root));
                c.expect("scatterv in place", back, mine);
            }
        });
    }

    /** Also with hints; and nulls, which the ranks that are no root may give, mean the form with ints. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void gathervAndScattervOfLongCounts(int ranks) {
        forAll(ranks, true, c -> {
            Intracomm comm = c.comm;
            long[] lengths = Arrays.stream(lengths(ranks, c.n)).asLongStream().toArray();
            long[] places = Arrays.stream(places(ranks, c.n)).asLongStream().toArray();
            long length = lengths[c.rank()];
            int[] mine = Arrays.copyOf(c.block(0), (int) length);
            int[] expected = spread(ranks, c.n, (block, i) -> value(block, 0, i));
            int[] all = ints(expected.length, _ -> -1);
            Info hints = Info.of(Map.of("key", "value"));
            c.form.call(
                    () -> comm.gatherv(mine, length, MPI.INT, all, lengths, places, MPI.INT, c.root),
                    () -> comm.iGatherv(mine, length, MPI.INT, all, lengths, places, MPI.INT, c.root),
                    () -> comm.gathervInit(mine, length, MPI.INT, all, lengths, places, MPI.INT, c.root, hints));
            int[] back = new int[(int) length];
            c.form.call(
                    () -> comm.scatterv(all, lengths, places, MPI.INT, back, length, MPI.INT, c.root),
                    () -> comm.iScatterv(all, lengths, places, MPI.INT, back, length, MPI.INT, c.root),
                    () -> comm.scattervInit(all, lengths, places, MPI.INT, back, length, MPI.INT, c.root, hints));
            c.expect("scatterv", back, mine);
            if (c.atRoot()) {
                c.expect("gatherv", all, expected);
            }
            withNulls(c, mine, back, lengths, places);
            c.expect("scatterv with nulls", back, mine);
        });
    }

    @NullUnmarked // on purpose
    private static void withNulls(Call c, int[] mine, int[] back, long[] lengths, long[] places) {
        Intracomm comm = c.comm;
        int n = mine.length;
        int[] all = ints(spread(c.size(), c.n, (_, _) -> 0).length, _ -> -1);
        if (c.atRoot()) {
            comm.gatherv(mine, (long) n, MPI.INT, all, lengths, places, MPI.INT, c.root);
            comm.iScatterv(all, lengths, places, MPI.INT, back, n, MPI.INT, c.root).waitFor();
        } else {
            comm.gatherv(mine, n, MPI.INT, null, null, null, MPI.INT, c.root);
            comm.iScatterv(null, null, null, MPI.INT, back, n, MPI.INT, c.root).waitFor();
        }
    }

    /** None is known: they change nothing. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void persistentOperationsTakeHints(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            Info hints = Info.of(Map.of("key", "value"));
            int[] one = {1};
            int[] all = new int[ranks];
            long[] counts = new long[ranks];
            Arrays.fill(counts, 1);
            Prequest[] prepared = {
                comm.barrierInit(hints),
                comm.bcastInit(one, 1, MPI.INT, 0, MPI.INFO_NULL),
                comm.allGatherInit(one, 1, MPI.INT, all, 1, MPI.INT, null),
                comm.reduceScatterInit(all, counts, MPI.INT, MPI.SUM, hints),
                comm.scanInit(one, 1, MPI.INT, MPI.SUM, hints)
            };
            for (Prequest request : prepared) {
                request.start();
                request.waitFor();
                request.free();
            }
            assertEquals(ranks, all[0]);
            assertEquals(comm.getRank() + 1, one[0]);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void allGather(int ranks) {
        forAll(ranks, false, c -> {
            Intracomm comm = c.comm;
            int[] mine = c.block(0);
            int[] expected = ints(c.n * ranks, i -> value(i / c.n, 0, i % c.n));
            int[] all = new int[c.n * ranks];
            c.form.call(
                    () -> comm.allGather(mine, c.n, MPI.INT, all, c.n, MPI.INT),
                    () -> comm.iAllGather(mine, c.n, MPI.INT, all, c.n, MPI.INT),
                    () -> comm.allGatherInit(mine, c.n, MPI.INT, all, c.n, MPI.INT));
            c.expect("allGather", all, expected);
            int[] buf = new int[c.n * ranks];
            System.arraycopy(mine, 0, buf, c.rank() * c.n, c.n);
            c.form.call(
                    () -> comm.allGather(buf, c.n, MPI.INT),
                    () -> comm.iAllGather(buf, c.n, MPI.INT),
                    () -> comm.allGatherInit(buf, c.n, MPI.INT));
            c.expect("allGather in place", buf, expected);
            allGatherv(c);
        });
    }

    private static void allGatherv(Call c) {
        Intracomm comm = c.comm;
        int ranks = c.size();
        int[] lengths = lengths(ranks, c.n);
        int[] places = places(ranks, c.n);
        int length = lengths[c.rank()];
        int[] expected = spread(ranks, c.n, (block, i) -> value(block, 0, i));
        int[] all = ints(expected.length, _ -> -1);
        int[] mine = c.block(0);
        c.form.call(
                () -> comm.allGatherv(mine, length, MPI.INT, all, lengths, places, MPI.INT),
                () -> comm.iAllGatherv(mine, length, MPI.INT, all, lengths, places, MPI.INT),
                () -> comm.allGathervInit(mine, length, MPI.INT, all, lengths, places, MPI.INT));
        c.expect("allGatherv", all, expected);
        int[] buf = ints(expected.length, _ -> -1);
        System.arraycopy(mine, 0, buf, places[c.rank()], length);
        c.form.call(
                () -> comm.allGatherv(buf, lengths, places, MPI.INT),
                () -> comm.iAllGatherv(buf, lengths, places, MPI.INT),
                () -> comm.allGathervInit(buf, lengths, places, MPI.INT));
        c.expect("allGatherv in place", buf, expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void allToAll(int ranks) {
        forAll(ranks, false, c -> {
            Intracomm comm = c.comm;
            int[] out = c.blocks();
            int[] in = new int[out.length];
            int[] expected = ints(out.length, i -> value(i / c.n, c.rank(), i % c.n));
            c.form.call(
                    () -> comm.allToAll(out, c.n, MPI.INT, in, c.n, MPI.INT),
                    () -> comm.iAllToAll(out, c.n, MPI.INT, in, c.n, MPI.INT),
                    () -> comm.allToAllInit(out, c.n, MPI.INT, in, c.n, MPI.INT));
            c.expect("allToAll", in, expected);
            c.form.call(
                    () -> comm.allToAll(out, c.n, MPI.INT),
                    () -> comm.iAllToAll(out, c.n, MPI.INT),
                    () -> comm.allToAllInit(out, c.n, MPI.INT));
            c.expect("allToAll in place", out, expected);
            allToAllv(c);
        });
    }

    /** Between two ranks go as many elements both ways, since in place they must. */
    private static void allToAllv(Call c) {
        Intracomm comm = c.comm;
        int ranks = c.size();
        int[] lengths = ints(ranks, i -> (i + c.rank()) % 2 == 0 ? c.n : c.n / 2);
        int[] places = places(ranks, c.n);
        int[] bytes = ints(ranks, i -> places[i] * Integer.BYTES);
        Datatype[] types = new Datatype[ranks];
        Arrays.fill(types, MPI.INT);
        int[] out = ints(ranks * (c.n + 1), _ -> -1);
        int[] expected = out.clone();
        for (int block = 0; block < ranks; block++) {
            for (int i = 0; i < lengths[block]; i++) {
                out[places[block] + i] = value(c.rank(), block, i);
                expected[places[block] + i] = value(block, c.rank(), i);
            }
        }
        int[] in = ints(out.length, _ -> -1);
        c.form.call(
                () -> comm.allToAllv(out, lengths, places, MPI.INT, in, lengths, places, MPI.INT),
                () -> comm.iAllToAllv(out, lengths, places, MPI.INT, in, lengths, places, MPI.INT),
                () -> comm.allToAllvInit(out, lengths, places, MPI.INT, in, lengths, places, MPI.INT));
        c.expect("allToAllv", in, expected);
        int[] again = ints(out.length, _ -> -1);
        c.form.call(
                () -> comm.allToAllw(out, lengths, bytes, types, again, lengths, bytes, types),
                () -> comm.iAllToAllw(out, lengths, bytes, types, again, lengths, bytes, types),
                () -> comm.allToAllwInit(out, lengths, bytes, types, again, lengths, bytes, types));
        c.expect("allToAllw", again, expected);
        int[] buf = out.clone();
        c.form.call(
                () -> comm.allToAllv(buf, lengths, places, MPI.INT),
                () -> comm.iAllToAllv(buf, lengths, places, MPI.INT),
                () -> comm.allToAllvInit(buf, lengths, places, MPI.INT));
        c.expect("allToAllv in place", buf, expected);
        c.form.call(
                () -> comm.allToAllw(out, lengths, bytes, types),
                () -> comm.iAllToAllw(out, lengths, bytes, types),
                () -> comm.allToAllwInit(out, lengths, bytes, types));
        c.expect("allToAllw in place", out, expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void reduce(int ranks) {
        forAll(ranks, true, c -> {
            Intracomm comm = c.comm;
            int[] mine = c.block(0);
            int[] result = new int[c.n];
            int[] sums = c.sums(0, ranks, 0);
            c.form.call(
                    () -> comm.reduce(mine, result, c.n, MPI.INT, MPI.SUM, c.root),
                    () -> comm.iReduce(mine, result, c.n, MPI.INT, MPI.SUM, c.root),
                    () -> comm.reduceInit(mine, result, c.n, MPI.INT, MPI.SUM, c.root));
            c.expect("reduce", result, c.atRoot() ? sums : new int[c.n]);
            c.form.call(
                    () -> comm.reduce(mine, c.n, MPI.INT, MPI.SUM, c.root),
                    () -> comm.iReduce(mine, c.n, MPI.INT, MPI.SUM, c.root),
                    () -> comm.reduceInit(mine, c.n, MPI.INT, MPI.SUM, c.root));
            c.expect("reduce in place", mine, c.atRoot() ? sums : c.block(0));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void allReduceAndScans(int ranks) {
        forAll(ranks, false, c -> {
            Intracomm comm = c.comm;
            int[] mine = c.block(0);
            int[] result = new int[c.n];
            c.form.call(
                    () -> comm.allReduce(mine, result, c.n, MPI.INT, MPI.SUM),
                    () -> comm.iAllReduce(mine, result, c.n, MPI.INT, MPI.SUM),
                    () -> comm.allReduceInit(mine, result, c.n, MPI.INT, MPI.SUM));
            c.expect("allReduce", result, c.sums(0, ranks, 0));
            c.form.call(
                    () -> comm.scan(mine, result, c.n, MPI.INT, MPI.SUM),
                    () -> comm.iScan(mine, result, c.n, MPI.INT, MPI.SUM),
                    () -> comm.scanInit(mine, result, c.n, MPI.INT, MPI.SUM));
            c.expect("scan", result, c.sums(0, c.rank() + 1, 0));
            int[] below = new int[c.n];
            c.form.call(
                    () -> comm.exScan(mine, below, c.n, MPI.INT, MPI.SUM),
                    () -> comm.iExScan(mine, below, c.n, MPI.INT, MPI.SUM),
                    () -> comm.exScanInit(mine, below, c.n, MPI.INT, MPI.SUM));
            c.expect("exScan", below, c.sums(0, c.rank(), 0));
            reducedInPlace(c);
        });
    }

    private static void reducedInPlace(Call c) {
        Intracomm comm = c.comm;
        int[] all = c.block(0);
        c.form.call(
                () -> comm.allReduce(all, c.n, MPI.INT, MPI.SUM),
                () -> comm.iAllReduce(all, c.n, MPI.INT, MPI.SUM),
                () -> comm.allReduceInit(all, c.n, MPI.INT, MPI.SUM));
        c.expect("allReduce in place", all, c.sums(0, c.size(), 0));
        int[] upTo = c.block(0);
        c.form.call(
                () -> comm.scan(upTo, c.n, MPI.INT, MPI.SUM),
                () -> comm.iScan(upTo, c.n, MPI.INT, MPI.SUM),
                () -> comm.scanInit(upTo, c.n, MPI.INT, MPI.SUM));
        c.expect("scan in place", upTo, c.sums(0, c.rank() + 1, 0));
        int[] below = c.block(0);
        c.form.call(
                () -> comm.exScan(below, c.n, MPI.INT, MPI.SUM),
                () -> comm.iExScan(below, c.n, MPI.INT, MPI.SUM),
                () -> comm.exScanInit(below, c.n, MPI.INT, MPI.SUM));
        c.expect("exScan in place", below, c.rank() == 0 ? c.block(0) : c.sums(0, c.rank(), 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void reduceScatter(int ranks) {
        forAll(ranks, false, c -> {
            Intracomm comm = c.comm;
            int[] operand = c.blocks();
            int[] result = new int[c.n];
            c.form.call(
                    () -> comm.reduceScatterBlock(operand, result, c.n, MPI.INT, MPI.SUM),
                    () -> comm.iReduceScatterBlock(operand, result, c.n, MPI.INT, MPI.SUM),
                    () -> comm.reduceScatterBlockInit(operand, result, c.n, MPI.INT, MPI.SUM));
            int[] expected = c.sums(0, ranks, c.rank());
            c.expect("reduceScatterBlock", result, expected);
            int[] buf = c.blocks();
            c.form.call(
                    () -> comm.reduceScatterBlock(buf, c.n, MPI.INT, MPI.SUM),
                    () -> comm.iReduceScatterBlock(buf, c.n, MPI.INT, MPI.SUM),
                    () -> comm.reduceScatterBlockInit(buf, c.n, MPI.INT, MPI.SUM));
            c.expect("reduceScatterBlock in place", Arrays.copyOf(buf, c.n), expected);
            reduceScatterOfLengths(c);
        });
    }

    private static void reduceScatterOfLengths(Call c) {
        Intracomm comm = c.comm;
        int[] lengths = lengths(c.size(), c.n);
        int start = 0;
        for (int i = 0; i < c.rank(); i++) {
            start += lengths[i];
        }
        int before = start;
        int all = Arrays.stream(lengths).sum();
        int[] operand = ints(all, i -> value(c.rank(), 0, i));
        int[] expected = ints(lengths[c.rank()], i -> sum(0, c.size(), 0, before + i));
        int[] result = new int[expected.length];
        c.form.call(
                () -> comm.reduceScatter(operand, result, lengths, MPI.INT, MPI.SUM),
                () -> comm.iReduceScatter(operand, result, lengths, MPI.INT, MPI.SUM),
                () -> comm.reduceScatterInit(operand, result, lengths, MPI.INT, MPI.SUM));
        c.expect("reduceScatter", result, expected);
        int[] rest = Arrays.copyOfRange(operand, expected.length, all);
        c.form.call(
                () -> comm.reduceScatter(operand, lengths, MPI.INT, MPI.SUM),
                () -> comm.iReduceScatter(operand, lengths, MPI.INT, MPI.SUM),
                () -> comm.reduceScatterInit(operand, lengths, MPI.INT, MPI.SUM));
        c.expect("reduceScatter in place", Arrays.copyOf(operand, expected.length), expected);
        c.expect("behind the result", Arrays.copyOfRange(operand, expected.length, all), rest);
    }
}
