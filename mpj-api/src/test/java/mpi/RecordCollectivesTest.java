package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import mpj.testkit.Ranks;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays of records where arrays of primitives go: collectives in every form, persistent requests, partitions. */
@NullUnmarked
class RecordCollectivesTest {
    private static final int[] COUNTS = {0, 1, 3, 2000};
    private static final Datatype ITEM = Datatype.of(Item.class);
    /** Adds up {@code value}s; of {@code name} the higher rank's stays. */
    private static final Op ADD = Op.create(ByteBuffer.class, RecordCollectivesTest::add, false);

    /** With a hole in its structure. */
    record Item(byte name, double value) {}

    private static void add(ByteBuffer in, ByteBuffer inOut) {
        int each = (int) ITEM.getExtentLong();
        for (int at = 0; at < in.capacity(); at += each) {
            inOut.putDouble(at + 8, in.getDouble(at + 8) + inOut.getDouble(at + 8));
        }
    }

    private static Item item(int rank, int i) {
        return new Item((byte) (rank + 1), rank * 10_000 + i);
    }

    private static Item[] items(int length, IntFunction<Item> element) {
        Item[] items = new Item[length];
        Arrays.setAll(items, element);
        return items;
    }

    /** One call on one rank. */
    private record Call(Intracomm comm, CollectiveForm form, int n, int rank, int size) {
        Item[] mine() {
            return items(n, i -> item(rank, i));
        }

        Item[] all() {
            return items(n * size, i -> item(i / n, i % n));
        }

        /** Only this rank's block is there. */
        Item[] onlyMine() {
            return items(n * size, i -> i / n == rank ? item(rank, i % n) : null);
        }

        void expect(Item[] expected, Item[] found) {
            assertArrayEquals(expected, found, () -> form + ", rank " + rank + " of " + size + ", count " + n);
        }
    }

    private static void forAll(int ranks, Consumer<Call> check) {
        Ranks.run(ranks, engine -> {
            Intracomm world = new Intracomm(engine.world(), MPI.COMM_SELF);
            for (CollectiveForm form : CollectiveForm.values()) {
                for (int n : COUNTS) {
                    check.accept(new Call(world, form, n, world.getRank(), ranks));
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void rooted(int ranks) {
        forAll(ranks, c -> {
            Intracomm comm = c.comm;
            int root = ranks - 1;
            boolean atRoot = c.rank == root;
            Item[] given = atRoot ? c.mine() : new Item[c.n];
            c.form.call(
                    () -> comm.bcast(given, c.n, ITEM, root),
                    () -> comm.iBcast(given, c.n, ITEM, root),
                    () -> comm.bcastInit(given, c.n, ITEM, root));
            c.expect(items(c.n, i -> item(root, i)), given);
            Item[] gathered = atRoot ? new Item[c.n * ranks] : null;
            c.form.call(
                    () -> comm.gather(c.mine(), c.n, ITEM, gathered, c.n, ITEM, root),
                    () -> comm.iGather(c.mine(), c.n, ITEM, gathered, c.n, ITEM, root),
                    () -> comm.gatherInit(c.mine(), c.n, ITEM, gathered, c.n, ITEM, root));
            Item[] inPlace = atRoot ? c.onlyMine() : c.mine();
            c.form.call(
                    () -> comm.gather(inPlace, c.n, ITEM, root),
                    () -> comm.iGather(inPlace, c.n, ITEM, root),
                    () -> comm.gatherInit(inPlace, c.n, ITEM, root));
            if (atRoot) {
                c.expect(c.all(), gathered);
                c.expect(c.all(), inPlace);
            }
            Item[] share = new Item[c.n];
            c.form.call(
                    () -> comm.scatter(gathered, c.n, ITEM, share, c.n, ITEM, root),
                    () -> comm.iScatter(gathered, c.n, ITEM, share, c.n, ITEM, root),
                    () -> comm.scatterInit(gathered, c.n, ITEM, share, c.n, ITEM, root));
            c.expect(c.mine(), share);
            Item[] sum = atRoot ? new Item[c.n] : null;
            c.form.call(
                    () -> comm.reduce(c.mine(), sum, c.n, ITEM, ADD, root),
                    () -> comm.iReduce(c.mine(), sum, c.n, ITEM, ADD, root),
                    () -> comm.reduceInit(c.mine(), sum, c.n, ITEM, ADD, root));
            if (atRoot) {
                c.expect(sums(c.n, ranks), sum);
            }
        });
    }

    private static Item[] sums(int n, int ranks) {
        return items(n, i -> {
            double sum = 0;
            for (int rank = 0; rank < ranks; rank++) {
                sum += item(rank, i).value;
            }
            return new Item((byte) ranks, sum);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void toAll(int ranks) {
        forAll(ranks, c -> {
            Intracomm comm = c.comm;
            Item[] all = new Item[c.n * ranks];
            c.form.call(
                    () -> comm.allGather(c.mine(), c.n, ITEM, all, c.n, ITEM),
                    () -> comm.iAllGather(c.mine(), c.n, ITEM, all, c.n, ITEM),
                    () -> comm.allGatherInit(c.mine(), c.n, ITEM, all, c.n, ITEM));
            c.expect(c.all(), all);
            Item[] inPlace = c.onlyMine();
            c.form.call(
                    () -> comm.allGather(inPlace, c.n, ITEM),
                    () -> comm.iAllGather(inPlace, c.n, ITEM),
                    () -> comm.allGatherInit(inPlace, c.n, ITEM));
            c.expect(c.all(), inPlace);
            Item[] exchanged = items(c.n * ranks, i -> item(c.rank, i));
            c.form.call(
                    () -> comm.allToAll(exchanged, c.n, ITEM),
                    () -> comm.iAllToAll(exchanged, c.n, ITEM),
                    () -> comm.allToAllInit(exchanged, c.n, ITEM));
            c.expect(items(c.n * ranks, i -> item(i / c.n, c.rank * c.n + i % c.n)), exchanged);
            Item[] sum = c.mine();
            c.form.call(
                    () -> comm.allReduce(sum, c.n, ITEM, ADD),
                    () -> comm.iAllReduce(sum, c.n, ITEM, ADD),
                    () -> comm.allReduceInit(sum, c.n, ITEM, ADD));
            c.expect(sums(c.n, ranks), sum);
            Item[] below = new Item[c.n];
            c.form.call(
                    () -> comm.exScan(c.mine(), below, c.n, ITEM, ADD),
                    () -> comm.iExScan(c.mine(), below, c.n, ITEM, ADD),
                    () -> comm.exScanInit(c.mine(), below, c.n, ITEM, ADD));
            c.expect(c.rank == 0 ? new Item[c.n] : sums(c.n, c.rank), below);
            Item[] block = items(c.n * ranks, i -> item(c.rank, i % Math.max(1, c.n)));
            c.form.call(
                    () -> comm.reduceScatterBlock(block, c.n, ITEM, ADD),
                    () -> comm.iReduceScatterBlock(block, c.n, ITEM, ADD),
                    () -> comm.reduceScatterBlockInit(block, c.n, ITEM, ADD));
            c.expect(sums(c.n, ranks), Arrays.copyOf(block, c.n));
        });
    }

    /** Between the blocks there are records that stay, and places without one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void blocks(int ranks) {
        forAll(ranks, c -> {
            Intracomm comm = c.comm;
            int[] counts = new int[ranks];
            int[] displs = new int[ranks];
            int[] bytes = new int[ranks];
            Datatype[] types = new Datatype[ranks];
            Arrays.fill(counts, c.n);
            Arrays.fill(types, ITEM);
            Arrays.setAll(displs, i -> i * (c.n + 1) + 1);
            Arrays.setAll(bytes, i -> displs[i] * (int) ITEM.getExtentLong());
            Item kept = new Item((byte) 99, 99);
            int length = ranks * (c.n + 1) + 1;
            Item[] expected = items(length, i -> i % (c.n + 1) != 0
                    ? item((i - 1) / (c.n + 1), (i - 1) % (c.n + 1))
                    : i == 0 ? kept : null);
            Item[] all = new Item[length];
            all[0] = kept;
            c.form.call(
                    () -> comm.allGatherv(c.mine(), c.n, ITEM, all, counts, displs, ITEM),
                    () -> comm.iAllGatherv(c.mine(), c.n, ITEM, all, counts, displs, ITEM),
                    () -> comm.allGathervInit(c.mine(), c.n, ITEM, all, counts, displs, ITEM));
            c.expect(expected, all);
            assertSame(kept, all[0]);
            Item[] out = items(length, i -> i % (c.n + 1) == 0 ? null : item(c.rank, (i - 1) % (c.n + 1)));
            Item[] in = new Item[length];
            in[0] = kept;
            c.form.call(
                    () -> comm.allToAllw(out, counts, bytes, types, in, counts, bytes, types),
                    () -> comm.iAllToAllw(out, counts, bytes, types, in, counts, bytes, types),
                    () -> comm.allToAllwInit(out, counts, bytes, types, in, counts, bytes, types));
            c.expect(expected, in);
            Item[] inPlace = out.clone();
            c.form.call(
                    () -> comm.allToAllv(inPlace, counts, displs, ITEM),
                    () -> comm.iAllToAllv(inPlace, counts, displs, ITEM),
                    () -> comm.allToAllvInit(inPlace, counts, displs, ITEM));
            inPlace[0] = kept;
            c.expect(expected, inPlace);
        });
    }

    /** Beyond the ends of a line is nobody: these records stay. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void neighbours(int ranks) {
        forAll(ranks, c -> {
            CartComm line = c.comm.createCart(new int[] {ranks}, new boolean[] {false}, false);
            Item kept = new Item((byte) 99, 99);
            Item[] in = items(2 * c.n, _ -> kept);
            c.form.call(
                    () -> line.neighborAllGather(c.mine(), c.n, ITEM, in, c.n, ITEM),
                    () -> line.iNeighborAllGather(c.mine(), c.n, ITEM, in, c.n, ITEM),
                    () -> line.neighborAllGatherInit(c.mine(), c.n, ITEM, in, c.n, ITEM));
            c.expect(
                    items(2 * c.n, i -> {
                        int neighbour = i < c.n ? c.rank - 1 : c.rank + 1;
                        return neighbour < 0 || neighbour == ranks ? kept : item(neighbour, i % c.n);
                    }),
                    in);
            line.free();
        });
    }

    /** Each start sends what is in the array then. */
    @Test
    void persistentRequestsReadAndMakeRecordsAtEachStart() {
        Intracomm comm = MPI.COMM_SELF.dup();
        Item[] out = new Item[2];
        Item[] in = new Item[3];
        Prequest send = comm.sendInit(out, 2, ITEM, 0, 4);
        Prequest receive = comm.recvInit(in, 3, ITEM, 0, 4);
        Item[] reduced = new Item[1];
        Prequest sum = comm.allReduceInit(reduced, 1, ITEM, ADD);
        for (int round = 0; round < 3; round++) {
            int now = round;
            Arrays.setAll(out, i -> item(now, i));
            reduced[0] = item(now, 7);
            Prequest.startAll(new Prequest[] {receive, send, sum});
            Request.waitAll(new Request[] {send, sum});
            assertEquals(2, receive.waitStatus().getCount(ITEM));
            assertArrayEquals(new Item[] {item(now, 0), item(now, 1), null}, in);
            assertEquals(item(now, 7), reduced[0]);
        }
        out[1] = null;
        MPIException e = assertThrows(MPIException.class, send::start);
        assertEquals("MPI_ERR_BUFFER: sendInit: record 1 of the array is null", e.getMessage());
        send.free();
        receive.free();
        sum.free();
        comm.free();
    }

    @Test
    void matchedReceivesAndExchanges() {
        Intracomm comm = MPI.COMM_SELF.dup();
        Item[] out = items(2, i -> item(3, i));
        Item[] in = new Item[2];
        Message message = new Message();
        for (boolean blocking : new boolean[] {true, false}) {
            Arrays.fill(in, null);
            Request send = comm.iSend(out, 2, ITEM, 0, 1);
            message.mProbe(0, 1, comm);
            if (blocking) {
                assertEquals(2, message.mRecv(in, 2, ITEM).getCount(ITEM));
            } else {
                message.imRecv(in, 2, ITEM).waitFor();
            }
            send.waitFor();
            assertArrayEquals(out, in);
        }
        Arrays.fill(in, null);
        comm.iSendRecv(out, 2, ITEM, 0, 1, in, 2, ITEM, 0, 1).waitFor();
        assertArrayEquals(out, in);
        Item[] replaced = items(2, i -> item(5, i));
        comm.iSendRecvReplace(replaced, 2, ITEM, 0, 1, 0, 1).waitFor();
        assertArrayEquals(items(2, i -> item(5, i)), replaced);
        comm.free();
    }

    /** The receiver has room for a third partition, for which nothing comes. */
    @Test
    void partitions() {
        Intracomm comm = MPI.COMM_SELF.dup();
        Item[] out = new Item[4];
        Item kept = new Item((byte) 99, 99);
        Item[] in = items(6, _ -> kept);
        Prequest send = comm.pSendInit(out, 2, 2, ITEM, 0, 5);
        Prequest receive = comm.pRecvInit(in, 3, 2, ITEM, 0, 5);
        for (int round = 0; round < 2; round++) {
            int now = round;
            Arrays.fill(out, null);
            Prequest.startAll(new Prequest[] {receive, send});
            out[2] = item(now, 2);
            out[3] = item(now, 3);
            send.pReady(1);
            while (!receive.pArrived(1)) {
                Thread.onSpinWait();
            }
            assertEquals(item(now, 3), in[3]);
            assertTrue(receive.pArrived(2));
            assertSame(kept, in[4]);
            out[0] = item(now, 0);
            out[1] = item(now, 1);
            send.pReady(0);
            send.waitFor();
            assertEquals(4, receive.waitStatus().getCount(ITEM));
            assertArrayEquals(items(6, i -> i < 4 ? item(now, i) : kept), in);
        }
        send.free();
        receive.free();
        comm.free();
    }

    @Test
    void errors() {
        Intracomm comm = MPI.COMM_SELF.dup();
        Item[] two = items(2, i -> item(0, i));
        MPIException type = assertThrows(MPIException.class, () -> comm.bcast(two, 2, MPI.DOUBLE, 0));
        assertEquals(MPI.ERR_TYPE, type.getErrorClass());
        MPIException length = assertThrows(MPIException.class, () -> comm.bcast(two, 3, ITEM, 0));
        assertEquals(MPI.ERR_BUFFER, length.getErrorClass());
        Item[] hole = {item(0, 0), null};
        MPIException none = assertThrows(MPIException.class, () -> comm.iBcast(hole, 2, ITEM, 0));
        assertEquals("MPI_ERR_BUFFER: iBcast: record 1 of the array is null", none.getMessage());
        int[] within = {4};
        int[] one = {1};
        Datatype[] types = {ITEM};
        MPIException place = assertThrows(
                MPIException.class, () -> comm.allToAllw(two, one, within, types, two.clone(), one, within, types));
        assertEquals(MPI.ERR_TYPE, place.getErrorClass());
        comm.bcast(two, 2, ITEM, 0);
        comm.free();
    }
}
