package mpj.core.coll;

import java.util.Objects;
import mpj.core.coll.choice.Subject;
import mpj.core.datatype.Layout;
import org.jspecify.annotations.Nullable;

/** What a schedule depends on beside rank and communicator: a key, used again by each call. */
final class CallShape {
    static final int IN_PLACE = 1;
    static final int COMMUTES = 2;
    static final int EXCLUSIVE = 4;
    static final int SAME = 8;

    int operation;
    private int root;
    private int flags;
    private long count1;
    private @Nullable Layout layout1;
    private long count2;
    private @Nullable Layout layout2;

    void set(int newRoot, int newFlags, long c1, Layout l1, long c2, Layout l2) {
        root = newRoot;
        flags = newFlags;
        count1 = c1;
        layout1 = l1;
        count2 = c2;
        layout2 = l2;
    }

    int root() {
        return root;
    }

    long count1() {
        return count1;
    }

    Layout layout1() {
        return Objects.requireNonNull(layout1);
    }

    /** The bytes of the first count of elements. */
    long bytes1() {
        return count1 * layout1().size();
    }

    long count2() {
        return count2;
    }

    Layout layout2() {
        return Objects.requireNonNull(layout2);
    }

    /** The bytes of the second count of elements. */
    long bytes2() {
        return count2 * layout2().size();
    }

    boolean isInPlace() {
        return (flags & IN_PLACE) != 0;
    }

    boolean isExclusive() {
        return (flags & EXCLUSIVE) != 0;
    }

    /** Whether the operands may be swapped, where there are any. */
    boolean commutes() {
        return (flags & COMMUTES) != 0 || !Subject.reduces(kind());
    }

    /** The operation. */
    Kind kind() {
        return switch (operation) {
            case Messages.BARRIER -> Kind.BARRIER;
            case Messages.BCAST -> Kind.BCAST;
            case Messages.GATHER -> Kind.GATHER;
            case Messages.SCATTER -> Kind.SCATTER;
            case Messages.ALLGATHER -> Kind.ALLGATHER;
            case Messages.ALLTOALL -> Kind.ALLTOALL;
            case Messages.REDUCE -> Kind.REDUCE;
            case Messages.ALLREDUCE -> Kind.ALLREDUCE;
            case Messages.SCAN -> isExclusive() ? Kind.EXSCAN : Kind.SCAN;
            case Messages.REDUCE_SCATTER -> Kind.REDUCE_SCATTER;
            default -> throw new IllegalStateException("not an operation that is chosen for: " + operation);
        };
    }

    /** The size that a choice is made by, see {@link Facts}, of a call by this rank among so many. */
    long bytes(int rank, int size) {
        return switch (operation) {
            case Messages.BARRIER -> 0;
            case Messages.GATHER -> root == rank ? bytes2() : bytes1();
            case Messages.SCATTER -> root == rank ? bytes1() : bytes2();
            case Messages.ALLGATHER, Messages.ALLTOALL -> bytes2();
            case Messages.REDUCE_SCATTER -> bytes1() * size;
            default -> bytes1();
        };
    }

    CallShape copy() {
        CallShape copy = new CallShape();
        copy.operation = operation;
        copy.root = root;
        copy.flags = flags;
        copy.count1 = count1;
        copy.layout1 = layout1;
        copy.count2 = count2;
        copy.layout2 = layout2;
        return copy;
    }

    /** Whether the two are the same; layouts are known by their identity. */
    @SuppressWarnings("ReferenceEquality") // a miss costs a schedule, no more
    boolean is(CallShape other) {
        return operation == other.operation
                && root == other.root
                && flags == other.flags
                && count1 == other.count1
                && count2 == other.count2
                && layout1 == other.layout1
                && layout2 == other.layout2;
    }

    /** Well mixed in its upper half. */
    long hash() {
        return ((((count1 * 31 + count2) * 31 + root) * 31 + flags) * 16 + operation) * 0x9E3779B97F4A7C15L;
    }
}
