package mpj.transport.rdma;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.VerbsException;
import org.jspecify.annotations.Nullable;

/**
 * Memory that the program has asked for, registered from its beginning to its end; peers that are given its key may
 * read, write and use atomics.
 */
final class AllocatedMemory implements AutoCloseable {
    private static final long PAGE = 4096;

    private final Device device;
    private final RdmaCounters counters;
    /** By address. */
    private final List<Piece> pieces = new ArrayList<>();

    private record Piece(Arena arena, MemorySegment memory, Registration registration) {
        long address() {
            return memory.address();
        }
    }

    AllocatedMemory(Device device, RdmaCounters counters) {
        this.device = device;
        this.counters = counters;
    }

    /** Memory filled with zeros; null where it cannot be registered. */
    @SuppressWarnings("MustBeClosedChecker") // closed by free or close
    @Nullable
    MemorySegment allocate(long bytes) {
        if (bytes <= 0) {
            return null;
        }
        Arena arena = Arena.ofShared();
        MemorySegment memory = arena.allocate(bytes, PAGE);
        int access = Access.LOCAL_WRITE
                | Access.REMOTE_READ
                | Access.REMOTE_WRITE
                | (device.limits().atomics() ? Access.REMOTE_ATOMIC : 0);
        try {
            Registration registration = Registration.of(device, memory.address(), bytes, access, true, false, null);
            counters.registrations += registration.regions();
            pieces.add(place(memory.address()), new Piece(arena, memory, registration));
            return memory;
        } catch (VerbsException e) {
            counters.registrationFailures++;
            arena.close();
            return null;
        }
    }

    /** Frees what {@link #allocate} gave, and tells its registration, which has ended; null if it is not from here. */
    @Nullable
    Registration free(MemorySegment memory) {
        int at = place(memory.address() + 1) - 1;
        if (at < 0 || pieces.get(at).address() != memory.address()) {
            return null;
        }
        Piece piece = pieces.remove(at);
        piece.registration.close();
        piece.arena.close();
        return piece.registration;
    }

    /** The registration of memory that lies in a piece as a whole; null if it does not. */
    @Nullable
    Registration find(long address, long length) {
        if (pieces.isEmpty()) {
            return null;
        }
        int at = place(address + 1) - 1;
        Registration found = at < 0 ? null : pieces.get(at).registration;
        return found != null && found.covers(address, length) ? found : null;
    }

    /** How many pieces begin before the address. */
    private int place(long address) {
        int low = 0;
        int high = pieces.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pieces.get(middle).address() < address) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** After the device. */
    @Override
    public void close() {
        for (Piece piece : pieces) {
            piece.arena.close();
        }
        pieces.clear();
    }
}
