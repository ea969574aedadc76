package mpj.testkit.verbs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import mpj.base.memory.RawMemory;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.Completions;
import mpj.transport.rdma.verbs.SendRequest;

/** What a request asks for: in a request that is being prepared, and, as a copy, in a queue. */
final class FakeWork {
    /** What a request does, with what its completion says and what it needs of the peer's memory. */
    enum Kind {
        SEND(Completions.SEND, 0),
        SEND_IMMEDIATE(Completions.SEND, 0),
        WRITE(Completions.WRITE, Access.REMOTE_WRITE),
        WRITE_IMMEDIATE(Completions.WRITE, Access.REMOTE_WRITE),
        READ(Completions.READ, Access.REMOTE_READ),
        FETCH_ADD(Completions.FETCH_ADD, Access.REMOTE_ATOMIC),
        COMPARE_SWAP(Completions.COMPARE_SWAP, Access.REMOTE_ATOMIC);

        final int opcode;
        final int remoteAccess;

        Kind(int opcode, int remoteAccess) {
            this.opcode = opcode;
            this.remoteAccess = remoteAccess;
        }

        boolean isAtomic() {
            return remoteAccess == Access.REMOTE_ATOMIC;
        }

        /** Whether its result goes to local memory. */
        boolean isRead() {
            return isAtomic() || this == READ;
        }

        boolean hasImmediate() {
            return this == SEND_IMMEDIATE || this == WRITE_IMMEDIATE;
        }

        boolean takesReceive() {
            return hasImmediate() || this == SEND;
        }
    }

    Kind kind = Kind.SEND;
    long id;
    int flags;
    long address1;
    int length1;
    int key1;
    long address2;
    int length2;
    int key2;
    long remoteAddress;
    int remoteKey;
    int immediate;
    long operand;
    long desired;

    // of a queued copy only
    int delay;
    int tries;
    boolean begun;
    boolean torn;
    boolean done;
    private final byte[] inlined;

    /**
     * @param maxInline how many bytes the copy can take over
     */
    FakeWork(int maxInline) {
        inlined = new byte[maxInline];
    }

    long length() {
        return (long) length1 + length2;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Takes a prepared request into the queue. */
    void take(FakeWork prepared, int polls) {
        kind = prepared.kind;
        id = prepared.id;
        flags = prepared.flags;
        address1 = prepared.address1;
        length1 = prepared.length1;
        key1 = prepared.key1;
        address2 = prepared.address2;
        length2 = prepared.length2;
        key2 = prepared.key2;
        remoteAddress = prepared.remoteAddress;
        remoteKey = prepared.remoteKey;
        immediate = prepared.immediate;
        operand = prepared.operand;
        desired = prepared.desired;
        delay = polls;
        tries = 0;
        begun = false;
        torn = false;
        done = false;
        if (has(SendRequest.INLINE)) {
            MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_BYTE, address1, inlined, 0, length1);
            MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_BYTE, address2, inlined, length1, length2);
        }
    }

    /** Whether the local memory is registered for this. */
    boolean isLocalRight(FakeDevice device) {
        if (has(SendRequest.INLINE)) {
            return true;
        }
        int wanted = kind == Kind.READ ? device.limits().readTargetAccess() : kind.isRead() ? Access.LOCAL_WRITE : 0;
        return (length1 == 0 || device.holdsLocal(key1, address1, length1, wanted))
                && (length2 == 0 || device.holdsLocal(key2, address2, length2, wanted));
    }

    /** Copies the local memory to where it is sent. */
    void copyTo(long destination) {
        if (has(SendRequest.INLINE)) {
            MemorySegment.copy(inlined, 0, RawMemory.ALL, ValueLayout.JAVA_BYTE, destination, (int) length());
        } else {
            RawMemory.copy(address1, destination, length1);
            RawMemory.copy(address2, destination + length1, length2);
        }
    }

    /** A copy of the local memory. */
    byte[] bytes() {
        if (has(SendRequest.INLINE)) {
            return Arrays.copyOf(inlined, (int) length());
        }
        byte[] copy = new byte[(int) length()];
        MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_BYTE, address1, copy, 0, length1);
        MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_BYTE, address2, copy, length1, length2);
        return copy;
    }

    /** Copies the first and the last word alone. */
    void copyEndsTo(long destination) {
        copyWordTo(destination, 0);
        copyWordTo(destination, length1 - Long.BYTES);
    }

    private void copyWordTo(long destination, int from) {
        if (has(SendRequest.INLINE)) {
            MemorySegment.copy(inlined, from, RawMemory.ALL, ValueLayout.JAVA_BYTE, destination + from, Long.BYTES);
        } else {
            RawMemory.copy(address1 + from, destination + from, Long.BYTES);
        }
    }

    /** Carries out a read or an atomic on the peer's memory. */
    void fetch() {
        switch (kind) {
            case READ -> RawMemory.copy(remoteAddress, address1, length1);
            case FETCH_ADD -> RawMemory.putLong(address1, RawMemory.getAndAddLong(remoteAddress, operand));
            case COMPARE_SWAP -> {
                long before = RawMemory.getLongAcquire(remoteAddress);
                if (before == operand) {
                    RawMemory.putLongVolatile(remoteAddress, desired);
                }
                RawMemory.putLong(address1, before);
            }
            default -> throw new IllegalStateException(kind.toString());
        }
    }
}
