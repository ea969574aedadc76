package mpj.base.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Loads, stores and atomics on native addresses.
 *
 * <p>All accesses go through one segment of global scope that spans the whole address space, so that the JIT folds the
 * bounds and liveness checks away; whoever calls guarantees that the address is mapped.
 */
public final class RawMemory {
    /** The whole address space; offset = address. */
    public static final MemorySegment ALL = everything();

    /** Unaligned layouts in native order, for bytes of users whose alignment is not known. */
    public static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    public static final ValueLayout.OfChar CHAR = ValueLayout.JAVA_CHAR_UNALIGNED;
    public static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    public static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    public static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    public static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    public static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private static final VarHandle LONG_VH = ValueLayout.JAVA_LONG.varHandle().withInvokeExactBehavior();
    private static final VarHandle INT_VH = ValueLayout.JAVA_INT.varHandle().withInvokeExactBehavior();

    static {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new ExceptionInInitializerError("big-endian machines are not supported");
        }
    }

    private RawMemory() {}

    @SuppressWarnings("restricted")
    private static MemorySegment everything() {
        return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    }

    public static long getLong(long address) {
        return (long) LONG_VH.get(ALL, address);
    }

    public static void putLong(long address, long value) {
        LONG_VH.set(ALL, address, value);
    }

    public static long getLongAcquire(long address) {
        return (long) LONG_VH.getAcquire(ALL, address);
    }

    public static void putLongRelease(long address, long value) {
        LONG_VH.setRelease(ALL, address, value);
    }

    public static void putLongVolatile(long address, long value) {
        LONG_VH.setVolatile(ALL, address, value);
    }

    public static long getAndAddLong(long address, long delta) {
        return (long) LONG_VH.getAndAdd(ALL, address, delta);
    }

    public static long getAndSetLong(long address, long value) {
        return (long) LONG_VH.getAndSet(ALL, address, value);
    }

    public static long getAndOrLong(long address, long mask) {
        return (long) LONG_VH.getAndBitwiseOr(ALL, address, mask);
    }

    public static boolean compareAndSetLong(long address, long expected, long value) {
        return LONG_VH.compareAndSet(ALL, address, expected, value);
    }

    public static int getInt(long address) {
        return (int) INT_VH.get(ALL, address);
    }

    public static void putInt(long address, int value) {
        INT_VH.set(ALL, address, value);
    }

    public static int getIntAcquire(long address) {
        return (int) INT_VH.getAcquire(ALL, address);
    }

    public static void putIntRelease(long address, int value) {
        INT_VH.setRelease(ALL, address, value);
    }

    public static void putIntVolatile(long address, int value) {
        INT_VH.setVolatile(ALL, address, value);
    }

    public static boolean compareAndSetInt(long address, int expected, int value) {
        return INT_VH.compareAndSet(ALL, address, expected, value);
    }

    public static byte getByte(long address) {
        return ALL.get(BYTE, address);
    }

    public static void putByte(long address, byte value) {
        ALL.set(BYTE, address, value);
    }

    /** Copies {@code length} bytes between native addresses; the regions may overlap. */
    public static void copy(long from, long to, long length) {
        MemorySegment.copy(ALL, from, ALL, to, length);
    }

    /** Sets {@code length} bytes to zero. */
    public static void zero(long address, long length) {
        long end = address + length;
        long at = address;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            ALL.set(LONG, at, 0L);
        }
        for (; at < end; at++) {
            ALL.set(BYTE, at, (byte) 0);
        }
    }
}
