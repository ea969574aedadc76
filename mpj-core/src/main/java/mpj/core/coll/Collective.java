package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

import mpj.base.memory.RawMemory;
import mpj.core.Engine;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.comm.Channel;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * One collective operation with its buffers: made by {@link CollectiveState}, told what to do by the method of the
 * operation's name, then {@link #run} once or {@link #start}ed. MPI 5.0, chapter 6.
 *
 * <p>Offsets are bytes from the start of a buffer, counts are elements, displacements are extents of their layout. The
 * buffers and blocks that only the root uses may be null elsewhere; {@link Collectives#IN_PLACE} is understood where MPI
 * has it. On an intercommunicator the root is a rank of the other group, {@link Communicator#ROOT} at the root itself and
 * {@link Communicator#PROC_NULL} in the rest of its group. The caller has checked the arguments; what shows only when
 * messages arrive ends in an {@link EngineException}: TRUNCATE where the ranks' lengths disagree. Of calls with blocks
 * of any lengths, what one rank gives as empty and another does not shows in no message, as empty blocks have none.
 */
public final class Collective {
    private static final Schedule NOTHING = new Schedule.Builder().build(0);

    private final Communicator communicator;
    private final CollectiveState state;
    private final int rank;
    private final int size;
    /** 0 on an intracommunicator. */
    private final int remote;

    private final @Nullable Object[] buffers = new @Nullable Object[SCRATCH + 1];
    private final long[] offsets = new long[SCRATCH + 1];
    private final CallShape shape = new CallShape();
    private int number = -1;
    /** Whether it is done in shared memory, not by a schedule. */
    private boolean isShared;
    private boolean persists;
    private int tag;
    private Schedule schedule = NOTHING;
    private @Nullable Reducer reducer;
    private @Nullable Scratch scratch;
    private @Nullable CollectiveOperation operation;

    Collective(Communicator communicator, CollectiveState state) {
        this.communicator = communicator;
        this.state = state;
        this.rank = communicator.rank();
        this.size = communicator.size();
        this.remote = communicator.remoteSize();
    }

    /** Makes this the call of a nonblocking or persistent operation. */
    void number(int newNumber, boolean persistent) {
        number = newNumber;
        persists = persistent;
    }

    // ---------------------------------------------------------------- barrier and bcast

    /** Ends when all ranks have begun it; of an intercommunicator, all ranks of the other group. */
    public Collective barrier() {
        bind(Messages.BARRIER, null, 0, null, 0);
        if (isKnown(0, 0, 0, Layout.BYTES, 0, Layout.BYTES)) {
            return this;
        }
        return keep(
                remote > 0
                        ? Barrier.betweenGroups(rank, remote)
                        : state.schedule(Kind.BARRIER, Task.barrier(rank, state.nodes())));
    }

    /** Gives the root's elements to all. */
    public Collective bcast(@Nullable Object buf, long off, long count, Layout l, int root) {
        bind(Messages.BCAST, null, 0, buf, off);
        if (isKnown(root, 0, count, l, 0, l)) {
            return this;
        }
        if (remote == 0) {
            return keep(state.schedule(Kind.BCAST, Task.bcast(rank, root, state.nodes(), count, l)));
        }
        return keep(
                switch (root) {
                    case Communicator.ROOT -> Bcast.toGroup(remote, count, l);
                    case Communicator.PROC_NULL -> NOTHING;
                    default -> Bcast.fromGroup(root, count, l);
                });
    }

    // ---------------------------------------------------------------- gather and scatter

    /** Collects blocks of one length at the root; {@code sbuf} may be IN_PLACE there. */
    public Collective gather(
            @Nullable Object sbuf,
            long soff,
            long scount,
            Layout sl,
            @Nullable Object rbuf,
            long roff,
            long rcount,
            Layout rl,
            int root) {
        bind(Messages.GATHER, sbuf, soff, rbuf, roff);
        if (isKnown(root, inPlace(sbuf), scount, sl, rcount, rl)) {
            return this;
        }
        if (remote > 0) {
            return keep(gatherBetween(scount, sl, Blocks.uniform(rcount, rl), root));
        }
        return keep(state.schedule(Kind.GATHER, gather(sbuf, scount, sl, Blocks.uniform(rcount, rl), root)));
    }

    /** Collects blocks at the root, where {@code sbuf} may be IN_PLACE; {@code blocks} may be null elsewhere. */
    public Collective gatherv(
            @Nullable Object sbuf,
            long soff,
            long scount,
            Layout sl,
            @Nullable Object rbuf,
            long roff,
            @Nullable Blocks blocks,
            int root) {
        bind(Messages.GATHER, sbuf, soff, rbuf, roff);
        return use(
                remote > 0
                        ? gatherBetween(scount, sl, blocks, root)
                        : state.varying(Kind.GATHER, gather(sbuf, scount, sl, blocks, root)));
    }

    private Task gather(@Nullable Object sbuf, long scount, Layout sl, @Nullable Blocks blocks, int root) {
        return rank == root
                ? Task.gatherRoot(root, state.nodes(), Collectives.isInPlace(sbuf), scount, sl, given(blocks))
                : Task.gatherLeaf(rank, root, state.nodes(), scount, sl);
    }

    private Schedule gatherBetween(long scount, Layout sl, @Nullable Blocks blocks, int root) {
        return switch (root) {
            case Communicator.ROOT -> Gather.fromGroup(remote, given(blocks));
            case Communicator.PROC_NULL -> NOTHING;
            default -> Gather.leaf(root, scount, sl);
        };
    }

    /** Deals out blocks of one length from the root; {@code rbuf} may be IN_PLACE there. */
    public Collective scatter(
            @Nullable Object sbuf,
            long soff,
            long scount,
            Layout sl,
            @Nullable Object rbuf,
            long roff,
            long rcount,
            Layout rl,
            int root) {
        bind(Messages.SCATTER, sbuf, soff, rbuf, roff);
        if (isKnown(root, inPlace(rbuf), scount, sl, rcount, rl)) {
            return this;
        }
        if (remote > 0) {
            return keep(scatterBetween(Blocks.uniform(scount, sl), rcount, rl, root));
        }
        return keep(state.schedule(Kind.SCATTER, scatter(Blocks.uniform(scount, sl), rbuf, rcount, rl, root)));
    }

    /** Deals out blocks from the root, where {@code rbuf} may be IN_PLACE; {@code blocks} may be null elsewhere. */
    public Collective scatterv(
            @Nullable Object sbuf,
            long soff,
            @Nullable Blocks blocks,
            @Nullable Object rbuf,
            long roff,
            long rcount,
            Layout rl,
            int root) {
        bind(Messages.SCATTER, sbuf, soff, rbuf, roff);
        return use(
                remote > 0
                        ? scatterBetween(blocks, rcount, rl, root)
                        : state.varying(Kind.SCATTER, scatter(blocks, rbuf, rcount, rl, root)));
    }

    private Task scatter(@Nullable Blocks blocks, @Nullable Object rbuf, long rcount, Layout rl, int root) {
        return rank == root
                ? Task.scatterRoot(root, state.nodes(), Collectives.isInPlace(rbuf), given(blocks), rcount, rl)
                : Task.scatterLeaf(rank, root, state.nodes(), rcount, rl);
    }

    private Schedule scatterBetween(@Nullable Blocks blocks, long rcount, Layout rl, int root) {
        return switch (root) {
            case Communicator.ROOT -> Scatter.toGroup(remote, given(blocks));
            case Communicator.PROC_NULL -> NOTHING;
            default -> Scatter.leaf(root, rcount, rl);
        };
    }

    private static Blocks given(@Nullable Blocks blocks) {
        if (blocks == null) {
            throw new EngineException(ErrorClass.ARG, "the root needs counts and displacements");
        }
        return blocks;
    }

    // ---------------------------------------------------------------- allgather and alltoall

    /** Collects blocks of one length at all ranks; {@code sbuf} may be IN_PLACE. */
    public Collective allgather(
            @Nullable Object sbuf,
            long soff,
            long scount,
            Layout sl,
            @Nullable Object rbuf,
            long roff,
            long rcount,
            Layout rl) {
        bind(Messages.ALLGATHER, sbuf, soff, rbuf, roff);
        if (isKnown(0, inPlace(sbuf), scount, sl, rcount, rl)) {
            return this;
        }
        Blocks blocks = Blocks.uniform(rcount, rl);
        return keep(
                remote > 0
                        ? Allgather.betweenGroups(rank, size, remote, scount, sl, blocks)
                        : state.schedule(Kind.ALLGATHER, allgather(sbuf, scount, sl, blocks)));
    }

    /** Collects blocks at all ranks; {@code sbuf} may be IN_PLACE. */
    public Collective allgatherv(
            @Nullable Object sbuf,
            long soff,
            long scount,
            Layout sl,
            @Nullable Object rbuf,
            long roff,
            Blocks blocks) {
        bind(Messages.ALLGATHER, sbuf, soff, rbuf, roff);
        return use(
                remote > 0
                        ? Allgather.betweenGroups(rank, size, remote, scount, sl, blocks)
                        : state.varying(Kind.ALLGATHER, allgather(sbuf, scount, sl, blocks)));
    }

    private Task allgather(@Nullable Object sbuf, long scount, Layout sl, Blocks blocks) {
        return Task.allgather(rank, state.nodes(), Collectives.isInPlace(sbuf), scount, sl, blocks);
    }

    /** Sends a block to every rank and gets one from every rank, of one length; {@code sbuf} may be IN_PLACE. */
    public Collective alltoall(
            @Nullable Object sbuf,
            long soff,
            long scount,
            Layout sl,
            @Nullable Object rbuf,
            long roff,
            long rcount,
            Layout rl) {
        bind(Messages.ALLTOALL, sbuf, soff, rbuf, roff);
        if (isKnown(0, inPlace(sbuf), scount, sl, rcount, rl)) {
            return this;
        }
        Blocks send = Blocks.uniform(scount, sl);
        Blocks recv = Blocks.uniform(rcount, rl);
        return keep(
                remote > 0
                        ? Alltoall.betweenGroups(rank, size, remote, send, recv)
                        : state.schedule(Kind.ALLTOALL, alltoall(sbuf, send, recv)));
    }

    /** Sends a block to every rank and gets one from every rank; {@code sbuf} may be IN_PLACE. */
    public Collective alltoallv(
            @Nullable Object sbuf, long soff, Blocks send, @Nullable Object rbuf, long roff, Blocks recv) {
        bind(Messages.ALLTOALL, sbuf, soff, rbuf, roff);
        return use(
                remote > 0
                        ? Alltoall.betweenGroups(rank, size, remote, send, recv)
                        : state.varying(Kind.ALLTOALL, alltoall(sbuf, send, recv)));
    }

    private Task alltoall(@Nullable Object sbuf, Blocks send, Blocks recv) {
        return Task.alltoall(rank, state.nodes(), Collectives.isInPlace(sbuf), send, recv);
    }

    /**
     * Sends blocks to and gets blocks from neighbours, the same ones in all calls; see {@link Neighbourhood#of}.
     *
     * @param send blocks that are {@link Blocks#same} are given to all
     */
    public Collective neighbours(
            int[] sources,
            int[] destinations,
            int[] places,
            @Nullable Object sbuf,
            long soff,
            Blocks send,
            @Nullable Object rbuf,
            long roff,
            Blocks recv) {
        bind(Messages.NEIGHBOURS, sbuf, soff, rbuf, roff);
        boolean same = send instanceof Blocks.Same;
        if (!(recv instanceof Blocks.Uniform) || !(same || send instanceof Blocks.Uniform)) {
            return use(Neighbourhood.of(rank, sources, destinations, places, send, recv, same));
        }
        shape.set(0, same ? CallShape.SAME : 0, send.count(0), send.layout(0), recv.count(0), recv.layout(0));
        Schedule known = state.find(shape);
        return known != null
                ? use(known)
                : keep(Neighbourhood.of(rank, sources, destinations, places, send, recv, same));
    }

    // ---------------------------------------------------------------- reductions

    /** Combines the ranks' operands, in the order of the ranks, at the root; {@code sbuf} may be IN_PLACE there. */
    public Collective reduce(
            @Nullable Object sbuf,
            long soff,
            @Nullable Object rbuf,
            long roff,
            long count,
            Layout l,
            Reducer op,
            int root) {
        bind(Messages.REDUCE, sbuf, soff, rbuf, roff);
        if (isKnown(root, reduces(op), count, l, 0, l)) {
            return this;
        }
        Operands operands = operands(count, l, op);
        if (remote == 0) {
            return keep(state.schedule(Kind.REDUCE, Task.reduce(rank, root, state.nodes(), operands)));
        }
        return keep(
                switch (root) {
                    case Communicator.ROOT -> Reduce.fromGroup(remote, operands);
                    case Communicator.PROC_NULL -> NOTHING;
                    default -> Reduce.toGroup(root, operands);
                });
    }

    /** As reduce, with the same bits of the result at all ranks; {@code sbuf} may be IN_PLACE. */
    public Collective allreduce(
            @Nullable Object sbuf,
            long soff,
            @Nullable Object rbuf,
            long roff,
            long count,
            Layout l,
            Reducer op) {
        bind(Messages.ALLREDUCE, sbuf, soff, rbuf, roff);
        if (isKnown(0, reduces(op), count, l, 0, l)) {
            return this;
        }
        Operands operands = operands(count, l, op);
        return keep(
                remote > 0
                        ? Allreduce.betweenGroups(rank, remote, operands)
                        : state.schedule(Kind.ALLREDUCE, Task.reduce(rank, state.nodes(), operands)));
    }

    /**
     * As reduce, a block of the result at each rank. In place the operand is in {@code rbuf}, the result at its start.
     *
     * @param counts the elements of the blocks of the ranks of the caller's group
     */
    public Collective reduceScatter(
            @Nullable Object sbuf, long soff, @Nullable Object rbuf, long roff, long[] counts, Layout l, Reducer op) {
        bind(Messages.REDUCE_SCATTER, sbuf, soff, rbuf, roff);
        reduces(op);
        return use(reduceScatter(Blocks.following(counts, l), l, op));
    }

    /** {@link #reduceScatter} with blocks of one length. */
    public Collective reduceScatterBlock(
            @Nullable Object sbuf, long soff, @Nullable Object rbuf, long roff, long count, Layout l, Reducer op) {
        bind(Messages.REDUCE_SCATTER, sbuf, soff, rbuf, roff);
        if (isKnown(0, reduces(op), count, l, 0, l)) {
            return this;
        }
        return keep(reduceScatter(Blocks.uniform(count, l), l, op));
    }

    private Schedule reduceScatter(Blocks blocks, Layout l, Reducer op) {
        long start = 0;
        long all = 0;
        for (int i = 0; i < size; i++) {
            start += i < rank ? blocks.count(i) : 0;
            all += blocks.count(i);
        }
        if (l.size() == 0) {
            return NOTHING;
        } else if (remote > 0) {
            return ReduceScatter.betweenGroups(rank, remote, start, blocks.count(rank), operands(all, l, op));
        }
        return state.schedule(
                Kind.REDUCE_SCATTER, Task.reduceScatter(rank, state.nodes(), blocks, operands(all, l, op)));
    }

    /** Combines the operands of the ranks up to and with this one; {@code sbuf} may be IN_PLACE. */
    public Collective scan(
            @Nullable Object sbuf,
            long soff,
            @Nullable Object rbuf,
            long roff,
            long count,
            Layout l,
            Reducer op) {
        return scan(sbuf, soff, rbuf, roff, count, l, op, false);
    }

    /** Combines the operands of the ranks before this one; rank 0's {@code rbuf} stays as it is. */
    public Collective exscan(
            @Nullable Object sbuf,
            long soff,
            @Nullable Object rbuf,
            long roff,
            long count,
            Layout l,
            Reducer op) {
        return scan(sbuf, soff, rbuf, roff, count, l, op, true);
    }

    private Collective scan(
            @Nullable Object sbuf,
            long soff,
            @Nullable Object rbuf,
            long roff,
            long count,
            Layout l,
            Reducer op,
            boolean exclusive) {
        bind(Messages.SCAN, sbuf, soff, rbuf, roff);
        if (isKnown(0, reduces(op) | (exclusive ? CallShape.EXCLUSIVE : 0), count, l, 0, l)) {
            return this;
        }
        Task task = Task.reduce(rank, state.nodes(), operands(count, l, op));
        return keep(state.schedule(exclusive ? Kind.EXSCAN : Kind.SCAN, task));
    }

    /** Notes the function; the flags that it gives the call's shape. */
    private int reduces(Reducer op) {
        reducer = op;
        return op.isCommutative() ? CallShape.COMMUTES : 0;
    }

    private static Operands operands(long count, Layout l, Reducer op) {
        // elements of no bytes need no combining
        return Operands.of(l.size() == 0 ? 0 : count, l, op.isCommutative());
    }

    // ---------------------------------------------------------------- buffers and schedules

    private void bind(int kind, @Nullable Object sbuf, long soff, @Nullable Object rbuf, long roff) {
        shape.operation = kind;
        boolean inPlace = Collectives.isInPlace(sbuf);
        buffers[SEND] = inPlace ? rbuf : sbuf;
        offsets[SEND] = inPlace ? roff : soff;
        buffers[RECEIVE] = rbuf;
        offsets[RECEIVE] = roff;
        if (number < 0) {
            tag = kind;
        } else {
            tag = persists ? Messages.persistentTag(kind, number) : Messages.tag(kind, number);
        }
    }

    private static int inPlace(@Nullable Object buffer) {
        return Collectives.isInPlace(buffer) ? CallShape.IN_PLACE : 0;
    }

    private boolean isKnown(int root, int flags, long count1, Layout layout1, long count2, Layout layout2) {
        shape.set(root, flags, count1, layout1, count2, layout2);
        isShared = number < 0 && state.takes(shape, runsUserCode());
        if (isShared) {
            return true;
        }
        Schedule known = state.find(shape);
        if (known == null) {
            return false;
        }
        schedule = known;
        return true;
    }

    private Collective keep(Schedule made) {
        state.keep(shape, made);
        return use(made);
    }

    private Collective use(Schedule made) {
        isShared = false;
        schedule = made;
        return this;
    }

    @Nullable Object buffer(int which) {
        return buffers[which];
    }

    long offset(int which) {
        return offsets[which];
    }

    int tag() {
        return tag;
    }

    @Nullable Reducer reducer() {
        return reducer;
    }

    boolean runsUserCode() {
        Reducer op = reducer;
        return op != null && op.runsUserCode();
    }

    private void takeScratch() {
        long bytes = schedule.scratchBytes();
        if (bytes > 0) {
            Scratch taken = Scratch.take(schedule.scratchLead() + bytes);
            scratch = taken;
            buffers[SCRATCH] = taken.memory;
            offsets[SCRATCH] = schedule.scratchLead();
        }
    }

    /** Gives the scratch memory back, after success. */
    void releaseScratch() {
        Scratch used = scratch;
        if (used != null) {
            dropScratch();
            used.giveBack();
        }
    }

    /** Leaves the scratch memory to whatever message may still be using it. */
    void dropScratch() {
        scratch = null;
        buffers[SCRATCH] = null;
    }

    // ---------------------------------------------------------------- execution

    /** Does it, in the caller's thread from beginning to end; this call is over then. */
    public void run() {
        if (isShared) {
            state.runShared(shape, this);
        } else {
            runSchedule();
        }
        buffers[SEND] = null;
        buffers[RECEIVE] = null;
        reducer = null;
        state.giveBack(this);
    }

    private void runSchedule() {
        takeScratch();
        Communicator cc = communicator.collective();
        for (Round round : schedule.rounds) {
            run(round.before);
            switch (round.form) {
                case NONE -> {}
                case SEND -> send(cc, round.messages[0]);
                case RECEIVE -> receive(cc, round.messages[0]);
                case EXCHANGE -> exchange(cc, round.messages[0], round.messages[1]);
                case SEVERAL -> exchangeAll(cc, round);
            }
            if (round.form != Round.Form.SEVERAL) {
                run(round.meanwhile);
            }
        }
        releaseScratch();
    }

    private void send(Communicator cc, Step.Message m) {
        cc.send(buffer(m), place(m), m.count(), m.layout(), m.peer(), tag, SendMode.STANDARD);
    }

    private void receive(Communicator cc, Step.Message m) {
        Operation op = cc.recv(buffer(m), place(m), m.count(), m.layout(), m.peer(), tag);
        finish(cc.engine(), op, m);
    }

    private void exchange(Communicator cc, Step.Message s, Step.Message r) {
        Operation op = cc.sendRecv(
                buffer(s),
                place(s),
                s.count(),
                s.layout(),
                s.peer(),
                tag,
                buffer(r),
                place(r),
                r.count(),
                r.layout(),
                r.peer(),
                tag);
        finish(cc.engine(), op, r);
    }

    private static void finish(Engine engine, Operation op, Step.Message m) {
        long bytes = op.bytes();
        engine.release(op);
        if (bytes != m.bytes()) {
            throw Messages.lengthsDiffer(m.peer(), bytes, m.bytes());
        }
    }

    private void exchangeAll(Communicator cc, Round round) {
        try (Outstanding outstanding = new Outstanding(cc.engine(), round.messages.length)) {
            for (Step.Message m : round.messages) {
                if (m.sends()) {
                    outstanding.sent(
                            cc.isend(buffer(m), place(m), m.count(), m.layout(), m.peer(), tag, SendMode.STANDARD),
                            m.peer());
                } else {
                    outstanding.receiving(
                            cc.irecv(buffer(m), place(m), m.count(), m.layout(), m.peer(), tag),
                            m.bytes(),
                            m.peer());
                }
            }
            run(round.meanwhile);
            outstanding.finish();
        }
    }

    private @Nullable Object buffer(Step.Message m) {
        return buffers[m.buffer()];
    }

    private long place(Step.Message m) {
        return offsets[m.buffer()] + m.offset();
    }

    /** Begins it; it goes on by whatever makes progress. A persistent call may be started again when it has ended. */
    public Operation start() {
        CollectiveOperation started = operation;
        if (started == null) {
            Channel channel = communicator.collective().channel();
            started = new CollectiveOperation(this, channel, schedule);
            operation = started;
        }
        takeScratch();
        started.start();
        return started;
    }

    /** Does steps that need no other rank. */
    void run(Step.Local[] steps) {
        for (Step.Local step : steps) {
            if (step instanceof Step.Copy copy) {
                copy(copy);
            } else if (step instanceof Step.Reduction r) {
                reduce(r);
            }
        }
    }

    private void reduce(Step.Reduction r) {
        Reducer op = reducer;
        Scratch memory = scratch;
        if (op != null && memory != null) {
            long origin = memory.address + offsets[SCRATCH];
            op.reduce(origin + r.in(), origin + r.inOut(), r.count());
        }
    }

    @SuppressWarnings("ReferenceEquality") // equal layouts that are two take the longer way
    private void copy(Step.Copy c) {
        Scratch memory = scratch;
        long from = offsets[c.from()] + c.fromOffset();
        long to = offsets[c.to()] + c.toOffset();
        boolean inScratch = c.from() == SCRATCH || c.to() == SCRATCH;
        if (memory == null || !inScratch || c.fromLayout() != c.toLayout()) {
            LocalCopy.copy(
                    rank,
                    buffers[c.from()],
                    from,
                    c.fromCount(),
                    c.fromLayout(),
                    buffers[c.to()],
                    to,
                    c.toCount(),
                    c.toLayout());
        } else if (c.from() != SCRATCH) {
            LocalCopy.load(memory, to, buffers[c.from()], from, c.fromCount(), c.fromLayout());
        } else if (c.to() != SCRATCH) {
            LocalCopy.store(memory, from, buffers[c.to()], to, c.toCount(), c.toLayout());
        } else {
            long low = Math.min(0, c.fromLayout().low(c.fromCount()));
            long bytes = c.fromLayout().span(c.fromCount()) - low;
            RawMemory.copy(memory.address + from + low, memory.address + to + low, bytes);
        }
    }
}
