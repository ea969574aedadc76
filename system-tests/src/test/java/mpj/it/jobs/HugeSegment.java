package mpj.it.jobs;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Status;

/** A segment of 2.25 GiB goes from one rank to another by one call. */
public final class HugeSegment {
    private static final long BYTES = 9L << 28;
    private static final long WORDS = BYTES / Long.BYTES;
    private static final long GUARD = 0x5A5A_5A5A_5A5A_5A5AL;

    private HugeSegment() {}

    /** Sends and checks. */
    public static void main(String[] args) {
        Intracomm world = MPI.COMM_WORLD;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(BYTES + Long.BYTES, Long.BYTES);
            memory.set(ValueLayout.JAVA_LONG, BYTES, GUARD);
            if (world.getRank() == 0) {
                for (long i = 0; i < WORDS; i++) {
                    memory.setAtIndex(ValueLayout.JAVA_LONG, i, word(i));
                }
                world.send(memory, BYTES, MPI.BYTE, 1, 1);
                world.send(new long[] {checksum(memory)}, 1, MPI.LONG, 1, 2);
            } else {
                Status status = world.recv(memory, BYTES, MPI.BYTE, 0, 1);
                Check.equal(BYTES, status.getCountX(MPI.BYTE).getCount(), () -> "bytes received");
                check(world, memory);
            }
        }
    }

    private static void check(Intracomm world, MemorySegment memory) {
        // a stride that is prime visits all parts of pages and fragments
        for (long i = 0; i < WORDS; i += 10_007) {
            long index = i;
            Check.equal(word(i), memory.getAtIndex(ValueLayout.JAVA_LONG, i), () -> "word " + index);
        }
        Check.equal(word(WORDS - 1), memory.getAtIndex(ValueLayout.JAVA_LONG, WORDS - 1), () -> "the last word");
        Check.equal(GUARD, memory.get(ValueLayout.JAVA_LONG, BYTES), () -> "the word behind the message");
        long[] sum = new long[1];
        world.recv(sum, 1, MPI.LONG, 0, 2);
        Check.equal(sum[0], checksum(memory), () -> "checksum");
        System.out.println(BYTES + " bytes were right");
    }

    private static long word(long index) {
        return index * 0x9E3779B97F4A7C15L + 1;
    }

    /** Depends on the places of the words, too. */
    private static long checksum(MemorySegment memory) {
        long sum = 0;
        for (long i = 0; i < WORDS; i++) {
            sum = 31 * sum + memory.getAtIndex(ValueLayout.JAVA_LONG, i);
        }
        return sum;
    }
}
