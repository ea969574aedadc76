package mpj.core.coll;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import mpj.base.memory.RawMemory;
import mpj.core.Engine;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.request.Operation;

/**
 * Memory in which the ranks of a communicator meet without messages: a piece of each rank's, mapped by all.
 *
 * <p>Collective calls go through it in steps, numbered alike by all ranks. In a step a rank may fill one of its slots, then
 * says that it has <em>arrived</em>; others wait for that and read the slot. A rank begins step {@code s} only when all
 * have arrived at step {@code s - SLOTS + 1}, and thus are done with what its slot held before; so ranks that need not
 * wait for others run ahead of them by a few steps.
 *
 * <p>Order: {@code arrived} is stored with release after the slot was filled and after all that the rank has read in
 * earlier steps, and loaded with acquire before a slot is read or filled anew. A rank that has looked for long enough asks
 * for a message: it stores its wish and then, a full fence between, looks once more; the other stores {@code arrived} and
 * then, a full fence between, looks for wishes. One of the two sees the other's store. The wish is taken back or fulfilled
 * by compare-and-set, so there is exactly one message for each wish that was not taken back.
 */
final class SharedArea {
    /** How far ranks may run ahead of each other. */
    static final int SLOTS = 4;
    /** Bytes of a slot. */
    static final int SLOT_BYTES = 256 << 10;
    /** The most ranks: each looks at all others. */
    static final int MOST_RANKS = 32;

    private static final int ARRIVED = 0;
    private static final int WISH = 8;
    /** What the rank does in each of the last steps, a word each; in one cache line with ARRIVED. */
    private static final int DOING = 16;
    /** In the first rank's piece: how many ranks have a wish. */
    private static final int WISHES = 128;
    /** A word of each rank: that it will not touch this piece any more. */
    private static final int GONE = 256;

    private static final int DATA = 1024;
    /** Bytes of a piece. */
    static final long BYTES = DATA + (long) SLOTS * SLOT_BYTES;

    private static final int LOOKS_PER_POLL = 128;
    private static final int SHARED_CORE_LOOKS = 2;
    private static final int YIELDS = 100;
    private static final int YIELDS_PER_POLL = 8;

    private final Communicator messages;
    private final Engine engine;
    private final int rank;
    private final int size;
    private final MemorySegment memory;
    private final long[] pieces;
    private final long mine;
    private final long wishes;

    private long step;
    /** A step at which all have arrived. */
    private long passed;
    private long doing;

    /**
     * @param communicator all its ranks have such an area
     * @param memory this rank's piece
     * @param pieces where each rank's piece is in this process
     */
    SharedArea(Communicator communicator, MemorySegment memory, long[] pieces) {
        this.messages = communicator.collective();
        this.engine = communicator.engine();
        this.rank = communicator.rank();
        this.size = communicator.size();
        this.memory = memory;
        this.pieces = pieces;
        this.mine = pieces[rank];
        this.wishes = pieces[0] + WISHES;
    }

    // ---------------------------------------------------------------- steps

    /**
     * Begins a step; what all ranks do in it must agree.
     *
     * @param kind the operation, as its messages' tag
     * @param bytes of the operation
     * @return where this rank's slot is
     */
    long begin(int kind, int root, long bytes) {
        step++;
        if (passed < step - SLOTS + 1) {
            for (int i = 0; i < size; i++) {
                if (i != rank) {
                    reach(i, step - SLOTS + 1, kind);
                }
            }
            passed = step - SLOTS + 1;
        }
        doing = bytes << 16 | (long) root << 8 | kind;
        RawMemory.putLong(mine + DOING + place() * Long.BYTES, doing);
        return slot(rank);
    }

    /** Says that this rank's slot is filled, or that there is nothing in it for others. */
    void arrive() {
        RawMemory.putLongRelease(mine + ARRIVED, step);
        VarHandle.fullFence();
        if (RawMemory.getLong(wishes) != 0) {
            fulfilWishes();
        }
    }

    /**
     * Waits until another rank has arrived at this step.
     *
     * @return where its slot is
     * @throws EngineException if it does something else in this step
     */
    long await(int other) {
        reach(other, step, (int) doing & 0xff);
        long theirs = RawMemory.getLong(pieces[other] + DOING + place() * Long.BYTES);
        if (theirs != doing) {
            throw differs(other, theirs);
        }
        return slot(other);
    }

    /** Waits until all ranks have arrived at this step. */
    void awaitAll() {
        for (int i = 1; i < size; i++) {
            await((rank + i) % size);
        }
        passed = step;
    }

    /** Where a rank's slot of this step is. */
    long slot(int of) {
        return pieces[of] + DATA + place() * SLOT_BYTES;
    }

    private long place() {
        return step & SLOTS - 1;
    }

    private EngineException differs(int other, long theirs) {
        int kind = (int) theirs & 0xff;
        int ownKind = (int) doing & 0xff;
        if (kind != ownKind) {
            return new EngineException(
                    ErrorClass.OTHER,
                    "rank " + other + " has called " + Messages.operation(kind) + " where this rank has called "
                            + Messages.operation(ownKind));
        }
        int root = (int) (theirs >>> 8) & 0xff;
        int ownRoot = (int) (doing >>> 8) & 0xff;
        if (root != ownRoot) {
            return new EngineException(
                    ErrorClass.ROOT, "rank " + other + " has given root " + root + ", this rank root " + ownRoot);
        }
        return Messages.lengthsDiffer(other, theirs >>> 16, doing >>> 16);
    }

    // ---------------------------------------------------------------- waiting

    private boolean isAt(int other, long wanted) {
        return RawMemory.getLongAcquire(pieces[other] + ARRIVED) >= wanted;
    }

    private void reach(int other, long wanted, int tag) {
        if (isAt(other, wanted)) {
            return;
        }
        for (int looks = engine.spinNs() > 0 ? LOOKS_PER_POLL : SHARED_CORE_LOOKS; looks > 0; looks--) {
            if (isAt(other, wanted)) {
                return;
            }
        }
        long since = System.nanoTime();
        if (!polls(other, wanted, since) && !yields(other, wanted)) {
            sleep(other, wanted, tag);
        }
        engine.countWait(System.nanoTime() - since);
    }

    /** Looks without pause for as long as the rank may, and makes progress for others meanwhile. */
    private boolean polls(int other, long wanted, long since) {
        while (System.nanoTime() - since < engine.spinNs()) {
            for (int looks = LOOKS_PER_POLL; looks > 0; looks--) {
                if (isAt(other, wanted)) {
                    return true;
                }
            }
            engine.poll();
        }
        return false;
    }

    /** Lets others have the core; a virtual thread has none to give. */
    private boolean yields(int other, long wanted) {
        for (int yields = Thread.currentThread().isVirtual() ? YIELDS : 0; yields < YIELDS; yields++) {
            Thread.yield();
            if (isAt(other, wanted)) {
                return true;
            }
            if ((yields & YIELDS_PER_POLL - 1) == 0) {
                engine.poll();
            }
        }
        return false;
    }

    /** Waits for a message, as for any other: asleep, and told when the other rank dies. */
    private void sleep(int other, long wanted, int tag) {
        long at = mine + WISH;
        long wish = wanted << 16 | (long) (other + 1) << 8 | tag;
        RawMemory.getAndAddLong(wishes, 1);
        try {
            RawMemory.putLongVolatile(at, wish);
            VarHandle.fullFence();
            if (isAt(other, wanted) && RawMemory.compareAndSetLong(at, wish, 0)) {
                return;
            }
            Operation come = messages.recv(null, 0, 0, Layout.BYTES, other, tag);
            engine.release(come);
        } finally {
            RawMemory.getAndAddLong(wishes, -1);
        }
    }

    private void fulfilWishes() {
        for (int i = 0; i < size; i++) {
            long at = pieces[i] + WISH;
            long wish = RawMemory.getLongAcquire(at);
            boolean isMine = ((int) (wish >>> 8) & 0xff) == rank + 1 && wish >>> 16 <= step;
            if (isMine && RawMemory.compareAndSetLong(at, wish, 0)) {
                messages.send(null, 0, 0, Layout.BYTES, i, (int) wish & 0xff, SendMode.STANDARD);
            }
        }
    }

    // ---------------------------------------------------------------- the end

    /** This rank will not touch the others' pieces any more. */
    void leave() {
        for (int i = 0; i < size; i++) {
            RawMemory.putLongVolatile(pieces[i] + GONE + (long) rank * Long.BYTES, 1);
        }
    }

    /** Frees this rank's piece if all have left. */
    boolean tryFree() {
        for (int i = 0; i < size; i++) {
            if (RawMemory.getLongAcquire(mine + GONE + (long) i * Long.BYTES) == 0) {
                return false;
            }
        }
        engine.free(memory);
        return true;
    }
}
