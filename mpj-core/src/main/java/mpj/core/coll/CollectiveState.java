package mpj.core.coll;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mpj.core.Engine;
import mpj.core.coll.choice.ChoiceTable;
import mpj.core.coll.choice.Forced;
import mpj.core.coll.choice.Subject;
import mpj.core.comm.Communicator;
import mpj.core.topo.Nodes;
import org.jspecify.annotations.Nullable;

/** What a communicator keeps for its collective operations: numbers for their tags, and the schedules of recent calls. */
public final class CollectiveState {
    /** A power of two. A program has a handful of shapes at a time; one that is pushed out is made anew. */
    private static final int SHAPES = 64;
    /** A schedule of more rounds moves so much that making it costs nothing beside. */
    private static final int MOST_ROUNDS = 256;

    /** Communicators that live for a few operations only are not worth it. */
    private static final int SHARED_FROM_CALL = 8;

    private final Communicator communicator;
    private final AtomicInteger nonblocking = new AtomicInteger();
    private final AtomicInteger persistent = new AtomicInteger();
    private final AtomicReference<@Nullable Collective> idle = new AtomicReference<>();
    private volatile Forced hints = Forced.NONE;
    private volatile @Nullable NodeMap nodes;
    /** By operation, and whether its operator commutes. */
    private volatile @Nullable ChoiceTable @Nullable [] tables;
    /** By the shapes' hashes; what threads overwrite costs a schedule. */
    private volatile @Nullable Entry @Nullable [] entries;

    /** Blocking calls so far, as long as it is not settled whether there is shared memory. */
    private int calls;

    private boolean settled;
    /** Whether no algorithm is named for any operation. */
    private volatile boolean isPlain;

    private @Nullable SharedArea area;
    private @Nullable SharedCollectives shared;

    /** For one communicator. */
    public CollectiveState(Communicator communicator) {
        this.communicator = communicator;
        this.settled = !SharedAreas.suits(communicator);
    }

    /**
     * Whether a blocking call goes through shared memory; asked by all ranks for the same calls. Like the calls
     * themselves, those of several threads follow each other.
     */
    boolean takes(CallShape shape, boolean userCode) {
        if (!settled) {
            settle();
        }
        SharedCollectives memory = shared;
        return memory != null && memory.takes(shape, userCode) && (isPlain || mayShare(shape));
    }

    /** Whether nothing that is named for the operation forbids shared memory. */
    private boolean mayShare(CallShape shape) {
        long bytes = shape.bytes(communicator.rank(), communicator.size());
        return table(shape.kind(), shape.commutes()).at(bytes).mayShare();
    }

    private void settle() {
        if (++calls < SHARED_FROM_CALL) {
            return;
        }
        settled = true;
        SharedArea made = communicator.engine().sharedAreas().make(communicator, this);
        if (made != null) {
            area = made;
            isPlain = hints.isNone() && communicator.engine().chooser().policy().isPlain();
            shared = new SharedCollectives(made, communicator.rank(), communicator.size());
        }
    }

    void runShared(CallShape shape, Collective call) {
        SharedCollectives memory = shared;
        if (memory == null) {
            throw new IllegalStateException("there is no shared memory");
        }
        memory.run(shape, call);
    }

    /** The communicator has been freed by this rank. */
    public void free() {
        SharedArea used = area;
        if (used != null) {
            area = null;
            shared = null;
            communicator.engine().sharedAreas().leave(used);
        }
    }

    /** The call of a blocking operation, for {@link Collective#run}, which gives it back. */
    public Collective blocking() {
        Collective kept = idle.getAndSet(null);
        return kept != null ? kept : new Collective(communicator, this);
    }

    void giveBack(Collective call) {
        idle.setRelease(call);
    }

    /** The call of a nonblocking operation, for {@link Collective#start}. */
    public Collective nonblocking() {
        Collective call = new Collective(communicator, this);
        call.number(nonblocking.getAndIncrement() & Integer.MAX_VALUE, false);
        return call;
    }

    /** The call of a persistent operation, for {@link Collective#start} any number of times. */
    public Collective persistent() {
        Collective call = new Collective(communicator, this);
        call.number(persistent.getAndIncrement() & Integer.MAX_VALUE, true);
        return call;
    }

    private record Entry(CallShape shape, Schedule schedule) {}

    /** The schedule of a shape that was met before; null if none. */
    @Nullable
    Schedule find(CallShape shape) {
        @Nullable Entry[] known = entries;
        Entry entry = known == null ? null : known[slot(shape)];
        return entry != null && entry.shape.is(shape) ? entry.schedule : null;
    }

    /** Has hints for the choice hold from now on; the same ones on all ranks. */
    public void hint(Forced newHints) {
        if (newHints.isNone() && hints.isNone()) {
            return;
        }
        hints = newHints;
        isPlain = false;
        tables = null;
        entries = null;
    }

    /** The hints that hold. */
    public Forced hints() {
        return hints;
    }

    /** Which of the ranks share memory. */
    NodeMap nodes() {
        NodeMap known = nodes;
        if (known == null) {
            known = NodeMap.of(Nodes.of(communicator));
            nodes = known;
        }
        return known;
    }

    /** What a rank does for a task whose blocks are of one length. */
    Schedule schedule(Kind kind, Task task) {
        Facts facts = task.facts(kind);
        Engine engine = communicator.engine();
        boolean isHinted = hints.name(kind) != null;
        boolean warns = (isHinted ? communicator.rank() : engine.manager().rank()) == 0;
        return engine.chooser().choose(facts, table(kind, facts.commutative()), warns).schedule(task);
    }

    @SuppressWarnings("EnumOrdinal") // a place in an array, of this process alone
    private ChoiceTable table(Kind kind, boolean commutative) {
        @Nullable ChoiceTable[] known = tables;
        if (known == null) {
            known = new @Nullable ChoiceTable[2 * Kind.values().length];
            tables = known;
        }
        int place = 2 * kind.ordinal() + (commutative ? 1 : 0);
        ChoiceTable table = known[place];
        if (table == null) {
            table = communicator.engine().chooser().table(Subject.of(kind, nodes(), commutative), hints);
            known[place] = table;
        }
        return table;
    }

    /** What a rank does for a task whose blocks differ in length. */
    Schedule varying(Kind kind, Task task) {
        return communicator.engine().chooser().varying(kind, hints).schedule(task.ofVarying());
    }

    void keep(CallShape shape, Schedule schedule) {
        if (schedule.rounds.length > MOST_ROUNDS) {
            return;
        }
        @Nullable Entry[] known = entries;
        if (known == null) {
            known = new @Nullable Entry[SHAPES];
            entries = known;
        }
        known[slot(shape)] = new Entry(shape.copy(), schedule);
    }

    private static int slot(CallShape shape) {
        return (int) (shape.hash() >>> 32) & SHAPES - 1;
    }
}
