package mpj.core.coll;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import mpj.core.Engine;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.transport.RemoteKey;
import org.jspecify.annotations.Nullable;

/** The making and the end of the shared memory of a rank's communicators. */
public final class SharedAreas {
    private static final Layout LONG = Layout.basic(Long.BYTES, Long.BYTES);

    private final Engine engine;
    private final boolean allowed;
    /** Left by this rank, but perhaps not by others. */
    private final List<SharedArea> left = new ArrayList<>();

    /** @param allowed whether collective operations may use shared memory beside messages */
    public SharedAreas(Engine engine, boolean allowed) {
        this.engine = engine;
        this.allowed = allowed;
    }

    /** Whether the communicator is one that may have shared memory; the same on all its ranks. */
    static boolean suits(Communicator communicator) {
        return communicator.remoteSize() == 0
                && communicator.size() > 1
                && communicator.size() <= SharedArea.MOST_RANKS;
    }

    /** Makes the area of a communicator, called by all its ranks; null on all of them where one cannot reach another's. */
    @Nullable
    SharedArea make(Communicator communicator, CollectiveState state) {
        freeLeft();
        int size = communicator.size();
        MemorySegment memory = allowed ? engine.allocate(SharedArea.BYTES) : null;
        long[] pieces = map(communicator, memory, exchangeKeys(communicator, state, memory));
        long isMapped = pieces == null ? 0 : 1;
        long[] mapped = new long[size];
        state.blocking()
                .allgather(new long[] {isMapped}, 0, 1, LONG, mapped, 0, 1, LONG)
                .run();
        for (int i = 0; i < size; i++) {
            isMapped &= mapped[i];
        }
        if (pieces != null && memory != null && isMapped == 1) {
            return new SharedArea(communicator, memory, pieces);
        }
        if (memory != null) {
            engine.free(memory);
        }
        return null;
    }

    /** From each rank what this one needs to map its piece; zeros for nothing. */
    private static long[] exchangeKeys(
            Communicator communicator, CollectiveState state, @Nullable MemorySegment memory) {
        int size = communicator.size();
        long[] keys = new long[2 * size];
        RemoteKey key = new RemoteKey();
        for (int i = 0; i < size; i++) {
            if (memory != null && i != communicator.rank() && communicator.export(memory, i, key)) {
                keys[2 * i] = key.address;
                keys[2 * i + 1] = key.access;
            }
        }
        long[] received = new long[2 * size];
        state.blocking().alltoall(keys, 0, 2, LONG, received, 0, 2, LONG).run();
        return received;
    }

    private static long @Nullable [] map(Communicator communicator, @Nullable MemorySegment memory, long[] keys) {
        if (memory == null) {
            return null;
        }
        long[] pieces = new long[communicator.size()];
        for (int i = 0; i < pieces.length; i++) {
            if (i == communicator.rank()) {
                pieces[i] = memory.address();
                continue;
            }
            pieces[i] = communicator.map(i, new RemoteKey().set(keys[2 * i], keys[2 * i + 1]));
            if (pieces[i] == 0) {
                return null;
            }
        }
        return pieces;
    }

    /** A communicator with this area has been freed here. */
    void leave(SharedArea area) {
        area.leave();
        synchronized (left) {
            left.add(area);
        }
        freeLeft();
    }

    /** How many areas this rank has left that are not free yet. */
    public int pending() {
        freeLeft();
        synchronized (left) {
            return left.size();
        }
    }

    private void freeLeft() {
        synchronized (left) {
            left.removeIf(SharedArea::tryFree);
        }
    }
}
