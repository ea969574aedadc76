package mpj.core.datatype;

import mpj.base.memory.RawMemory;

/** Bitwise operations, which do not ask how wide an element is: a word at a time, then the bytes left over. */
final class BitwiseKernels {
    private BitwiseKernels() {}

    static void and(long in, long inOut, long bytes) {
        long words = bytes & -Long.BYTES;
        for (long at = 0; at < words; at += Long.BYTES) {
            RawMemory.putLong(inOut + at, RawMemory.getLong(in + at) & RawMemory.getLong(inOut + at));
        }
        for (long at = words; at < bytes; at++) {
            RawMemory.putByte(inOut + at, (byte) (RawMemory.getByte(in + at) & RawMemory.getByte(inOut + at)));
        }
    }

    static void or(long in, long inOut, long bytes) {
        long words = bytes & -Long.BYTES;
        for (long at = 0; at < words; at += Long.BYTES) {
            RawMemory.putLong(inOut + at, RawMemory.getLong(in + at) | RawMemory.getLong(inOut + at));
        }
        for (long at = words; at < bytes; at++) {
            RawMemory.putByte(inOut + at, (byte) (RawMemory.getByte(in + at) | RawMemory.getByte(inOut + at)));
        }
    }

    static void xor(long in, long inOut, long bytes) {
        long words = bytes & -Long.BYTES;
        for (long at = 0; at < words; at += Long.BYTES) {
            RawMemory.putLong(inOut + at, RawMemory.getLong(in + at) ^ RawMemory.getLong(inOut + at));
        }
        for (long at = words; at < bytes; at++) {
            RawMemory.putByte(inOut + at, (byte) (RawMemory.getByte(in + at) ^ RawMemory.getByte(inOut + at)));
        }
    }
}
