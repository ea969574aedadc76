package mpj.it.jobs;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Prequest;
import mpi.Request;

/** Two ranks exchange short messages; what they allocate on the heap is counted when the compiler has done its work. */
public final class Allocation {
    private static final Intracomm WORLD = MPI.COMM_WORLD;
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    /** Calls of the compiled method, so that it is entered by its own way and not replaced while it runs. */
    private static final int BATCH = 5_000;
    private static final int WARM_UP_BATCHES = 10;
    private static final int WARM_UP_ROUNDS = 4;
    private static final int BATCHES = 100;

    /** Each batch has two messages for each round trip. */
    private static final double MESSAGES = 2.0 * BATCH * BATCHES;

    private static final double LIMIT_BYTES = 0.1;

    private Allocation() {}

    /** Counts for each kind of buffer, after all kinds have been seen: a new one makes the compiler begin again. */
    public static void checkAll() {
        try (Arena arena = Arena.ofConfined()) {
            Map<String, Object> kinds = new LinkedHashMap<>();
            kinds.put("array of bytes", new byte[8]);
            kinds.put("array of longs", new long[1]);
            kinds.put("heap buffer", ByteBuffer.allocate(8));
            kinds.put("direct buffer", MPI.newByteBuffer(8));
            kinds.put("heap segment", MemorySegment.ofArray(new long[1]));
            kinds.put("native segment", arena.allocate(8));
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                kinds.values().forEach(buffer -> exchange(buffer, WARM_UP_BATCHES));
            }
            kinds.forEach(Allocation::count);
            countPersistent("persistent of an array", new long[1]);
            countPersistent("persistent of a direct buffer", MPI.newByteBuffer(8));
        }
    }

    private static void countPersistent(String name, Object buffer) {
        int peer = 1 - WORLD.getRank();
        Prequest send = WORLD.sendInit(buffer, 8, MPI.BYTE, peer, 2);
        Prequest receive = WORLD.recvInit(buffer, 8, MPI.BYTE, peer, 2);
        Prequest[] both = {receive, send};
        for (int i = 0; i < WARM_UP_ROUNDS * WARM_UP_BATCHES; i++) {
            exchange(both);
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < BATCHES; i++) {
            exchange(both);
        }
        double each = (THREADS.getCurrentThreadAllocatedBytes() - before) / MESSAGES;
        Check.that(each < LIMIT_BYTES, () -> name + ": " + each + " bytes are allocated for a message");
    }

    private static void exchange(Prequest[] both) {
        for (int i = 0; i < BATCH; i++) {
            Prequest.startAll(both);
            Request.waitAll(both);
        }
    }

    private static void count(String name, Object buffer) {
        exchange(buffer, WARM_UP_BATCHES);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        exchange(buffer, BATCHES);
        double each = (THREADS.getCurrentThreadAllocatedBytes() - before) / MESSAGES;
        Check.that(each < LIMIT_BYTES, () -> name + ": " + each + " bytes are allocated for a message");
    }

    private static void exchange(Object buffer, int batches) {
        for (int i = 0; i < batches; i++) {
            exchange(buffer);
        }
    }

    private static void exchange(Object buffer) {
        if (WORLD.getRank() == 0) {
            for (int i = 0; i < BATCH; i++) {
                WORLD.send(buffer, 8, MPI.BYTE, 1, 1);
                WORLD.recv(buffer, 8, MPI.BYTE, 1, 1);
            }
        } else {
            for (int i = 0; i < BATCH; i++) {
                WORLD.recv(buffer, 8, MPI.BYTE, 0, 1);
                WORLD.send(buffer, 8, MPI.BYTE, 0, 1);
            }
        }
    }
}
