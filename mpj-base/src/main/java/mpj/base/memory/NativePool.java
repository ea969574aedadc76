package mpj.base.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashMap;

/**
 * Native memory by size class (powers of two from 64 bytes), given back and reused; larger pieces are allocated and
 * freed one by one. Not thread-safe: belongs to whoever holds the engine lock.
 */
public final class NativePool implements AutoCloseable {
    private static final int MIN_SHIFT = 6;
    private static final int MAX_SHIFT = 17;
    private static final long SLAB_BYTES = 1 << 20;

    private final Arena arena = Arena.ofShared();
    private final LongStack[] free = new LongStack[MAX_SHIFT + 1];
    private final HashMap<Long, Arena> large = new HashMap<>();
    private long slab;
    private long slabLeft;

    /** A stack of addresses. */
    private static final class LongStack {
        private long[] values = new long[16];
        private int size;

        void push(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        long pop() {
            return size == 0 ? 0 : values[--size];
        }
    }

    public NativePool() {
        for (int i = MIN_SHIFT; i <= MAX_SHIFT; i++) {
            free[i] = new LongStack();
        }
    }

    private static int shift(long bytes) {
        return bytes <= 1L << MIN_SHIFT ? MIN_SHIFT : Long.SIZE - Long.numberOfLeadingZeros(bytes - 1);
    }

    /** The address of at least {@code bytes} bytes, 64-byte aligned, of any content. */
    @SuppressWarnings("MustBeClosedChecker") // closed by give or close
    public long take(long bytes) {
        int shift = shift(bytes);
        if (shift > MAX_SHIFT) {
            Arena own = Arena.ofShared();
            MemorySegment memory = own.allocate(bytes, 64);
            large.put(memory.address(), own);
            return memory.address();
        }
        long address = free[shift].pop();
        return address != 0 ? address : cut(1L << shift);
    }

    private long cut(long bytes) {
        if (slabLeft < bytes) {
            slab = arena.allocate(SLAB_BYTES, 64).address();
            slabLeft = SLAB_BYTES;
        }
        long address = slab;
        slab += bytes;
        slabLeft -= bytes;
        return address;
    }

    /** Gives back what {@link #take} gave for {@code bytes}. */
    public void give(long address, long bytes) {
        int shift = shift(bytes);
        if (shift <= MAX_SHIFT) {
            free[shift].push(address);
            return;
        }
        Arena own = large.remove(address);
        if (own == null) {
            throw new IllegalStateException("memory given back that was not taken");
        }
        own.close();
    }

    @Override
    public void close() {
        large.values().forEach(Arena::close);
        large.clear();
        arena.close();
    }
}
