package mpj.it.jobs;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import mpi.Intracomm;
import mpi.MPI;

/** 2.25 GiB are broadcast by one call, and added up by another. */
public final class HugeCollective {
    private static final long BYTES = 9L << 28;
    private static final long WORDS = BYTES / Long.BYTES;

    private HugeCollective() {}

    /** Does both and checks. */
    public static void main(String[] args) {
        Intracomm world = MPI.COMM_WORLD;
        int size = world.getSize();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(BYTES, Long.BYTES);
            if (world.getRank() == 0) {
                for (long i = 0; i < WORDS; i++) {
                    memory.setAtIndex(ValueLayout.JAVA_LONG, i, word(i));
                }
            }
            world.bcast(memory, BYTES, MPI.BYTE, 0);
            check(memory, 1);
            world.allReduce(memory, WORDS, MPI.LONG, MPI.SUM);
            check(memory, size);
        }
        world.barrier();
        if (world.getRank() == 0) {
            System.out.println(BYTES + " bytes were right");
        }
    }

    private static void check(MemorySegment memory, int factor) {
        for (long i = 0; i < WORDS; i++) {
            long found = memory.getAtIndex(ValueLayout.JAVA_LONG, i);
            if (found != factor * word(i)) {
                long index = i;
                Check.equal(factor * word(i), found, () -> "word " + index);
            }
        }
    }

    private static long word(long index) {
        return index * 0x9E3779B97F4A7C15L + 1;
    }
}
