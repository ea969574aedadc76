package mpi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import mpj.testkit.Ranks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datatypes that reach before their origin, which lies within a buffer. */
class BackwardsTest {
    private static final int N = 20_000;
    private static final int MIDDLE = N;

    /** Every other int, backwards from the origin. */
    private static Datatype backwards() {
        return Datatype.createVector(N / 2, 1, -2, MPI.INT);
    }

    private static IntBuffer numbers(IntBuffer buffer, int first) {
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, first + i);
        }
        return buffer;
    }

    private static void check(IntBuffer got, int first) {
        for (int i = 0; i < 2 * N; i++) {
            boolean written = i <= MIDDLE && i > MIDDLE - N && (MIDDLE - i) % 2 == 0;
            assertEquals(written ? first + i : -7, got.get(i));
        }
    }

    private static IntBuffer empty(IntBuffer buffer) {
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, -7);
        }
        return buffer;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void fromAndIntoSlices(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            int rank = comm.getRank();
            int next = (rank + 1) % ranks;
            int last = (rank + ranks - 1) % ranks;
            Datatype type = backwards();
            IntBuffer direct = numbers(MPI.newIntBuffer(2 * N), 1000 * rank);
            int[] array = new int[2 * N];
            IntBuffer heap = numbers(IntBuffer.wrap(array), 1000 * rank);
            IntBuffer intoDirect = empty(MPI.newIntBuffer(2 * N));
            IntBuffer intoHeap = empty(IntBuffer.allocate(2 * N));
            comm.sendRecv(
                    MPI.slice(direct, MIDDLE), 1, type, next, 1, MPI.slice(intoHeap.array(), MIDDLE), 1, type, last, 1);
            comm.sendRecv(
                    MPI.slice(array, MIDDLE), 1, type, next, 2, MPI.slice(intoDirect, MIDDLE), 1, type, last, 2);
            check(intoHeap, 1000 * last);
            check(intoDirect, 1000 * last);
            assertEquals(MIDDLE, heap.capacity() / 2);
            byte[] packed = new byte[2 * N];
            comm.pack(MPI.slice(direct, MIDDLE), 1, type, packed, 0);
            IntBuffer unpacked = empty(MPI.newIntBuffer(2 * N));
            comm.unpack(packed, 0, MPI.slice(MPI.slice(unpacked, 5), MIDDLE - 5), 1, type);
            check(unpacked, 1000 * rank);
        });
    }

    @Test
    void asFarAsThereIsMemory() {
        Datatype type = backwards();
        byte[] packed = new byte[2 * N];
        IntBuffer direct = MPI.newIntBuffer(2 * N);
        assertEquals(packed.length, MPI.COMM_SELF.packSize(1, type));
        MPI.COMM_SELF.pack(MPI.slice(direct, N - 2), 1, type, packed, 0);
        refused(() -> MPI.COMM_SELF.pack(MPI.slice(direct, N - 3), 1, type, packed, 0));
        refused(() -> MPI.COMM_SELF.pack(direct, 1, type, packed, 0));
        // what was allocated elsewhere does not tell of what it is a slice
        ByteBuffer foreign = ByteBuffer.allocateDirect(8 * N);
        refused(() -> MPI.COMM_SELF.pack(MPI.slice(foreign, 4 * N), 1, type, packed, 0));
        refused(() -> MPI.COMM_SELF.pack(MPI.slice(new int[2 * N], N - 3), 1, type, packed, 0));
        assertArrayEquals(new byte[2 * N], packed);
    }

    private static void refused(Runnable call) {
        MPIException e = assertThrows(MPIException.class, call::run);
        assertEquals(MPI.ERR_BUFFER, e.getErrorClass());
        assertTrue(String.valueOf(e.getMessage()).contains("bytes before the start of"), e.getMessage());
    }
}
