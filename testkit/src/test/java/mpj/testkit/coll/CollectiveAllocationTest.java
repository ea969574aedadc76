package mpj.testkit.coll;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Reducer;
import mpj.core.datatype.Reducers;
import mpj.testkit.Ranks;
import org.junit.jupiter.api.Test;

/** Small blocking collectives allocate nothing in steady state. */
class CollectiveAllocationTest {
    private static final int CALLS = 4000;

    /** What the first calls, class loading and the measurement itself may leave behind. */
    private static final double MOST_BYTES_PER_CALL = 0.1;

    @FunctionalInterface
    private interface Call {
        void run(Communicator c, int[] in, int[] out);
    }

    private static void allocatesNothing(String name, Call call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Ranks.run(2, engine -> {
            Communicator c = engine.world();
            int[] in = new int[16];
            int[] out = new int[16];
            double perCall = Double.MAX_VALUE;
            // the JIT may replace code, and with it allocate, in any of the rounds
            for (int round = 0; round < 5; round++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < CALLS; i++) {
                    call.run(c, in, out);
                }
                long allocated = threads.getCurrentThreadAllocatedBytes() - before;
                perCall = Math.min(perCall, (double) allocated / CALLS);
            }
            assertTrue(
                    perCall <= MOST_BYTES_PER_CALL,
                    name + " allocates " + perCall + " bytes a call on rank " + c.rank());
        });
    }

    @Test
    void barrier() {
        allocatesNothing("barrier", (c, _, _) -> Collectives.barrier(c));
    }

    @Test
    void bcast() {
        allocatesNothing("bcast", (c, in, _) -> Collectives.bcast(c, in, 0, in.length, Ints.INT, 0));
    }

    @Test
    void reductions() {
        Reducer sum = Objects.requireNonNull(Reducers.find(Reducers.SUM, Reducers.INT));
        // both roots in turn: messages that pile up at one that falls behind are kept, which is no matter of reductions
        allocatesNothing("reduce", (c, in, out) -> {
            Collectives.reduce(c, in, 0, out, 0, 16, Ints.INT, sum, 1);
            Collectives.reduce(c, in, 0, out, 0, 16, Ints.INT, sum, 0);
        });
        allocatesNothing("allreduce", (c, in, out) -> Collectives.allreduce(c, in, 0, out, 0, 16, Ints.INT, sum));
        allocatesNothing("scan", (c, in, out) -> Collectives.scan(c, in, 0, out, 0, 16, Ints.INT, sum));
    }
}
