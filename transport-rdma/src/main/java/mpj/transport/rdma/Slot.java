package mpj.transport.rdma;

import org.jspecify.annotations.Nullable;

/** A piece of registered memory of the pool. */
final class Slot {
    /** Its place in the pool. */
    final int number;

    final int sizeClass;
    final long address;
    final int bytes;
    final int localKey;

    /** How often it was given back: tells what was posted with it from what was posted with it before. */
    int generation;
    /** In the list of free ones. */
    @Nullable
    Slot next;

    Slot(int number, int sizeClass, long address, int bytes, int localKey) {
        this.number = number;
        this.sizeClass = sizeClass;
        this.address = address;
        this.bytes = bytes;
        this.localKey = localKey;
    }
}
