package mpj.it.jobs;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Status;

/**
 * Three of every four words of 3 GiB go from one rank to another by one call: 2.25 GiB, of one element at the sender, of
 * many at the receiver. Nothing of this is ever packed as a whole.
 */
public final class HugeLayout {
    private static final long ITEMS = 3L << 25;
    private static final long WORDS = 4 * ITEMS;
    private static final long HOLE = 0x5A5A_5A5A_5A5A_5A5AL;

    private HugeLayout() {}

    /** Sends and checks. */
    public static void main(String[] args) {
        Intracomm world = MPI.COMM_WORLD;
        try (Arena arena = Arena.ofConfined();
                Datatype whole = Datatype.createVector(ITEMS, 3L, 4L, MPI.LONG);
                Datatype three = Datatype.createContiguous(3, MPI.LONG);
                Datatype item = Datatype.createResized(three, 0, 4L * Long.BYTES)) {
            MemorySegment memory = arena.allocate(WORDS * Long.BYTES, Long.BYTES);
            Check.equal(24 * ITEMS, whole.getSizeLong() * Long.BYTES, () -> "bytes of the datatype");
            if (world.getRank() == 0) {
                for (long i = 0; i < WORDS; i++) {
                    memory.setAtIndex(ValueLayout.JAVA_LONG, i, word(i));
                }
                world.send(memory, 1, whole, 1, 1);
            } else {
                for (long i = 3; i < WORDS; i += 4) {
                    memory.setAtIndex(ValueLayout.JAVA_LONG, i, HOLE);
                }
                Status status = world.recv(memory, ITEMS, item, 0, 1);
                Check.equal(ITEMS, status.getCountX(item).getCount(), () -> "items received");
                Check.equal(3 * ITEMS, status.getElementsX(item).getCount(), () -> "words received");
                check(memory);
                System.out.println(24 * ITEMS + " bytes were right");
            }
        }
    }

    private static void check(MemorySegment memory) {
        for (long i = 0; i < WORDS; i++) {
            long expected = i % 4 == 3 ? HOLE : word(i);
            if (memory.getAtIndex(ValueLayout.JAVA_LONG, i) != expected) {
                long index = i;
                Check.equal(expected, memory.getAtIndex(ValueLayout.JAVA_LONG, i), () -> "word " + index);
            }
        }
    }

    private static long word(long index) {
        return index * 0x9E3779B97F4A7C15L + 1;
    }
}
