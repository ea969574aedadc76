package mpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.IntBuffer;
import mpj.testkit.Ranks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datatypes of absolute addresses, sent from and received into MPI_BOTTOM. */
class BottomTest {
    private static final int N = 100_000;

    /** Two places that have nothing to do with each other, as one element. */
    private record Places(MemorySegment doubles, IntBuffer ints, Datatype type) {
        static Places of(Arena arena) {
            MemorySegment doubles = arena.allocate(8L * N, 8);
            IntBuffer ints = MPI.newIntBuffer(N);
            Datatype type = Datatype.createStruct(
                    new long[] {N, N - 1},
                    new long[] {MPI.getAddress(doubles), MPI.getAddress(ints) + Integer.BYTES},
                    new Datatype[] {MPI.DOUBLE, MPI.INT});
            return new Places(doubles, ints, type);
        }

        void fill(int value) {
            for (int i = 0; i < N; i++) {
                doubles.setAtIndex(ValueLayout.JAVA_DOUBLE, i, value + 0.5 * i);
                ints.put(i, value + i);
            }
        }

        void check(int value) {
            for (int i = 0; i < N; i++) {
                assertEquals(value + 0.5 * i, doubles.getAtIndex(ValueLayout.JAVA_DOUBLE, i));
                assertEquals(i == 0 ? 0 : value + i, ints.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void messagesAndCollectives(int ranks) {
        Ranks.run(ranks, engine -> {
            Intracomm comm = new Intracomm(engine.world(), MPI.COMM_SELF);
            int rank = comm.getRank();
            int left = (rank + ranks - 1) % ranks;
            try (Arena arena = Arena.ofConfined()) {
                Places from = Places.of(arena);
                Places to = Places.of(arena);
                from.fill(1000 * rank);
                Status status = comm.sendRecv(
                        MPI.BOTTOM, 1, from.type(), (rank + 1) % ranks, 1, MPI.BOTTOM, 1, to.type(), left, 1);
                assertEquals(1, status.getCount(to.type()));
                to.check(1000 * left);
                Places all = Places.of(arena);
                if (rank == ranks - 1) {
                    all.fill(-7);
                    all.ints().put(0, 0);
                }
                comm.bcast(MPI.BOTTOM, 1, all.type(), ranks - 1);
                all.check(-7);
                byte[] packed = new byte[12 * N - 4];
                assertEquals(packed.length, from.type().pack(MPI.BOTTOM, 1, packed, 0));
                to.fill(0);
                to.ints().put(0, 0);
                to.type().unpack(packed, 0, MPI.BOTTOM, 1);
                to.check(1000 * rank);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1})
    void memoryOfTheHeapHasNoAddress(int ranks) {
        Ranks.run(ranks, engine -> {
            assertThrows(MPIException.class, () -> MPI.getAddress(IntBuffer.allocate(1)));
            assertThrows(MPIException.class, () -> MPI.getAddress(MemorySegment.ofArray(new int[1])));
        });
    }
}
