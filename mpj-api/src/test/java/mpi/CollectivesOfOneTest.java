package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Every form of every collective on a communicator of one rank: arguments reach the engine in the right places. */
class CollectivesOfOneTest {
    private static final Intracomm SELF = MPI.COMM_SELF;
    private static final int[] ONE = {1};
    private static final int[] TWO = {2};
    private static final long[] TWO_LONG = {2};

    @Test
    void barrierAndBcast() {
        SELF.barrier();
        int[] data = {1, 2};
        SELF.bcast(data, 2, MPI.INT, 0);
        SELF.bcast(data, 2L, MPI.INT, 0);
        assertArrayEquals(new int[] {1, 2}, data);
    }

    @Test
    void gatherAndScatter() {
        int[] from = {1, 2};
        int[] to = new int[2];
        SELF.gather(from, 2, MPI.INT, to, 1, MPI.INT2, 0);
        assertArrayEquals(from, to);
        SELF.gather(to, 2, MPI.INT, 0);
        assertArrayEquals(from, to);
        int[] other = new int[2];
        SELF.scatter(from, 2L, MPI.INT, other, 2L, MPI.INT, 0);
        assertArrayEquals(from, other);
        SELF.scatter(other, 2, MPI.INT, 0);
        assertArrayEquals(from, other);
    }

    @Test
    void blocksWithDisplacements() {
        int[] from = {1, 2};
        int[] to = new int[4];
        SELF.gatherv(from, 2, MPI.INT, to, TWO, ONE, MPI.INT, 0);
        assertArrayEquals(new int[] {0, 1, 2, 0}, to);
        SELF.gatherv(to, TWO, ONE, MPI.INT, 0);
        SELF.gatherv(to, TWO_LONG, TWO_LONG, MPI.INT, 0);
        assertArrayEquals(new int[] {0, 1, 2, 0}, to);
        int[] back = new int[2];
        SELF.scatterv(to, TWO, ONE, MPI.INT, back, 2, MPI.INT, 0);
        assertArrayEquals(from, back);
        SELF.scatterv(to, TWO, ONE, MPI.INT, 0);
        int[] all = new int[4];
        SELF.allGatherv(from, 2, MPI.INT, all, TWO, ONE, MPI.INT);
        assertArrayEquals(new int[] {0, 1, 2, 0}, all);
        SELF.allGatherv(all, TWO, ONE, MPI.INT);
        assertArrayEquals(new int[] {0, 1, 2, 0}, all);
        int[] exchanged = new int[4];
        SELF.allToAllv(all, TWO, ONE, MPI.INT, exchanged, TWO, TWO, MPI.INT);
        assertArrayEquals(new int[] {0, 0, 1, 2}, exchanged);
    }

    @Test
    void allGatherAndAllToAll() {
        int[] from = {1, 2};
        int[] to = new int[2];
        SELF.allGather(from, 2, MPI.INT, to, 2, MPI.INT);
        assertArrayEquals(from, to);
        SELF.allGather(to, 2, MPI.INT);
        assertArrayEquals(from, to);
        int[] exchanged = new int[2];
        SELF.allToAll(from, 2, MPI.INT, exchanged, 2, MPI.INT);
        assertArrayEquals(from, exchanged);
    }

    @Test
    void reductions() {
        int[] from = {3, 4};
        int[] to = new int[2];
        SELF.reduce(from, to, 2, MPI.INT, MPI.SUM, 0);
        assertArrayEquals(from, to);
        SELF.reduce(to, 2, MPI.INT, MPI.SUM, 0);
        assertArrayEquals(from, to);
        int[] all = new int[2];
        SELF.allReduce(from, all, 2, MPI.INT, MPI.MAX);
        assertArrayEquals(from, all);
        SELF.allReduce(all, 2L, MPI.INT, MPI.MAX);
        assertArrayEquals(from, all);
        int[] prefix = new int[2];
        SELF.scan(from, prefix, 2, MPI.INT, MPI.SUM);
        assertArrayEquals(from, prefix);
        SELF.scan(prefix, 2, MPI.INT, MPI.SUM);
        assertArrayEquals(from, prefix);
        int[] untouched = {7, 7};
        SELF.exScan(from, untouched, 2, MPI.INT, MPI.SUM);
        SELF.exScan(untouched, 2, MPI.INT, MPI.SUM);
        assertArrayEquals(new int[] {7, 7}, untouched);
        SELF.exScan(from, null, 2, MPI.INT, MPI.SUM);
    }

    @Test
    void pairsWithHoles() {
        ByteBuffer from = MPI.newByteBuffer(16).putDouble(0, 2.5).putInt(8, 3);
        ByteBuffer to = MPI.newByteBuffer(16);
        SELF.allReduce(from, to, 1, MPI.DOUBLE_INT, MPI.MINLOC);
        assertEquals(2.5, to.getDouble(0));
        assertEquals(3, to.getInt(8));
    }

    @Test
    void communicatorsAreMadeComparedAndFreed() {
        assertEquals(MPI.IDENT, Comm.compare(SELF, SELF));
        assertEquals(MPI.CONGRUENT, Comm.compare(MPI.COMM_WORLD, SELF));
        SELF.setErrhandler(MPI.ERRORS_RETURN);
        Intracomm dup = SELF.dup();
        SELF.setErrhandler(MPI.ERRORS_ARE_FATAL);
        assertSame(MPI.ERRORS_RETURN, dup.getErrhandler());
        dup.callErrhandler(MPI.ERR_OTHER);
        assertEquals(MPI.CONGRUENT, Comm.compare(dup, SELF));
        assertEquals("", dup.getName());
        dup.setName("mine");
        assertEquals("mine", dup.getName());
        assertEquals(0, dup.getRank());
        assertEquals(1, dup.getSize());
        MPIException e = assertThrows(MPIException.class, () -> dup.send(ONE, 1, MPI.INT, 4, 0));
        assertEquals("MPI_ERR_RANK: send: dest 4 is outside 0..0 of mine", e.getMessage());
        Intracomm clone = dup.clone();
        assertNotSame(dup, clone);
        dup.free();
        clone.free();
        assertTrue(dup.isNull());
        Intracomm part = SELF.split(0, 5);
        assertEquals(1, part.getSize());
        part.free();
        assertTrue(SELF.split(MPI.UNDEFINED, 0).isNull());
    }

    @Test
    void predefinedCommunicatorsHaveNames() {
        assertEquals("MPI_COMM_WORLD", MPI.COMM_WORLD.getName());
        assertEquals("MPI_COMM_SELF", SELF.getName());
        assertSame(MPI.ERRORS_ARE_FATAL, MPI.COMM_WORLD.getErrhandler());
    }

    @Test
    void memoryIsAllocatedAndFreed() {
        var memory = MPI.allocMem(100);
        assertTrue(memory.byteSize() >= 100);
        assertTrue(memory.isNative());
        MPI.freeMem(memory);
        MPIException e = assertThrows(MPIException.class, () -> MPI.allocMem(-1));
        assertEquals("MPI_ERR_ARG: allocMem: size -1 is negative", e.getMessage());
    }

    @Test
    void theProcessorHasAName() {
        assertTrue(!MPI.getProcessorName().isBlank());
        assertTrue(MPI.wtime() <= MPI.wtime());
        assertTrue(MPI.wtick() > 0);
        assertEquals(MPI.THREAD_MULTIPLE, MPI.queryThread());
    }
}
