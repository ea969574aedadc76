package mpj.core.comm;

import java.lang.foreign.MemorySegment;
import mpj.core.Engine;
import mpj.core.coll.CollectiveState;
import mpj.core.coll.choice.Forced;
import mpj.core.datatype.Layout;
import mpj.core.p2p.SendBuffer;
import mpj.core.request.Operation;
import mpj.core.request.PartitionedOperation;
import mpj.transport.RemoteKey;
import org.jspecify.annotations.Nullable;

/**
 * A group of ranks with a context of its own, or two groups of which each rank talks to those of the other: an
 * intercommunicator. The caller has checked ranks, tags and counts; {@code ANY_SOURCE},
 * {@code ANY_TAG} and {@code PROC_NULL} are understood here.
 *
 * <p>A buffer argument is any object that {@link mpj.base.memory.BufferView} knows; offsets are bytes from element 0.
 */
public interface Communicator {
    int ANY_SOURCE = -1;
    int ANY_TAG = -1;
    int PROC_NULL = -2;
    /** As the root of a collective operation on an intercommunicator: this rank. */
    int ROOT = -4;

    int UNDEFINED = -32766;

    /** The largest tag. */
    int TAG_UB = Integer.MAX_VALUE;

    /** The rank that this communicator belongs to. */
    Engine engine();

    /** The caller's rank in its group. */
    int rank();

    /** The number of ranks of the caller's group. */
    int size();

    /** Ranks in {@code COMM_WORLD} of the members of the caller's group, in order. */
    int[] members();

    /** Ranks in {@code COMM_WORLD} of the members of an intercommunicator's other group, in order; else empty. */
    int[] remoteMembers();

    /** The number of ranks of an intercommunicator's other group; 0 where there is one group. */
    int remoteSize();

    /** The number of ranks that messages go to: the other group's of an intercommunicator, else the group's. */
    int peerCount();

    /** The caller's group of an intercommunicator, in a context of its own; else this one. */
    Communicator local();

    /** A number that all members agree on and no other living communicator of theirs has. */
    long context();

    /** The same group with the context that collective operations use. */
    Communicator collective();

    /**
     * Says how a member can {@link #map} memory that {@link Engine#allocate} gave.
     *
     * @return false where it cannot
     */
    boolean export(MemorySegment memory, int member, RemoteKey key);

    /** Where a member's exported memory is in this process, for loads and stores; 0 if nowhere. */
    long map(int member, RemoteKey key);

    /** What collective operations keep here. */
    CollectiveState collectives();

    /** The messages of this communicator for operations that are made of several. */
    Channel channel();

    /** Sends and returns when the buffer may be reused. */
    void send(@Nullable Object buffer, long offset, long count, Layout layout, int dest, int tag, SendMode mode);

    Operation isend(@Nullable Object buffer, long offset, long count, Layout layout, int dest, int tag, SendMode mode);

    /**
     * As {@link #isend}, for a send that is begun again and again.
     *
     * @param used what the call before gave, which is done and not looked at any more
     */
    Operation sendAgain(
            @Nullable Operation used,
            @Nullable Object buffer,
            long offset,
            long count,
            Layout layout,
            int dest,
            int tag,
            SendMode mode);

    /**
     * Receives; the operation returned is done and must be given back with {@link Engine#release} once it has been
     * read.
     *
     * @throws mpj.core.EngineException TRUNCATE, or the error with which the receive ended
     */
    Operation recv(@Nullable Object buffer, long offset, long count, Layout layout, int source, int tag);

    Operation irecv(@Nullable Object buffer, long offset, long count, Layout layout, int source, int tag);

    /** As {@link #irecv}, with an operation {@code used} as in {@link #sendAgain}. */
    Operation receiveAgain(
            @Nullable Operation used,
            @Nullable Object buffer,
            long offset,
            long count,
            Layout layout,
            int source,
            int tag);

    /** A message in {@code partitions} pieces of {@code count} elements, to be started; it is not active yet. */
    PartitionedOperation psendInit(
            @Nullable Object buffer, int partitions, long count, Layout layout, int dest, int tag);

    /** The receive of what {@link #psendInit} sends; the pieces may be others. Neither may be a wildcard. */
    PartitionedOperation precvInit(
            @Nullable Object buffer, int partitions, long count, Layout layout, int source, int tag);

    /** Where space for this communicator's buffered sends is attached. */
    SendBuffer sendBuffer();

    /** Sends an object and returns when its parts may be reused. */
    void sendObject(Parts object, int dest, int tag, SendMode mode);

    /** Begins to send an object; its parts stay as they are until the operation is done. */
    Operation isendObject(Parts object, int dest, int tag, SendMode mode);

    /**
     * Begins to receive an object of any size.
     *
     * @param into empty; filled when the operation is done without an error, but for PROC_NULL
     */
    Operation irecvObject(Parts into, int source, int tag);

    /**
     * Begins to receive into all of a primitive array or part of a buffer; an error if what comes is an object or an
     * array of another kind.
     *
     * @param into the one part that takes it
     */
    Operation irecvArray(Parts into, int source, int tag);

    /** A receive and a send at once; the operation is the receive's, as of {@link #recv}. */
    Operation sendRecv(
            @Nullable Object sendBuffer,
            long sendOffset,
            long sendCount,
            Layout sendLayout,
            int dest,
            int sendTag,
            @Nullable Object recvBuffer,
            long recvOffset,
            long recvCount,
            Layout recvLayout,
            int source,
            int recvTag);

    /** Begins a {@link #sendRecv}; what the operation tells is of the receive. */
    Operation isendRecv(
            @Nullable Object sendBuffer,
            long sendOffset,
            long sendCount,
            Layout sendLayout,
            int dest,
            int sendTag,
            @Nullable Object recvBuffer,
            long recvOffset,
            long recvCount,
            Layout recvLayout,
            int source,
            int recvTag);

    /** Waits for a matching message and leaves it there. */
    Operation probe(int source, int tag);

    /** The matching message that is there now, left there; null if none. */
    @Nullable
    Operation iprobe(int source, int tag);

    /** Waits for a matching message and takes it out of the queue, for {@link #imrecv} alone. */
    Operation mprobe(int source, int tag);

    /** As {@link #mprobe}; null if there is none now. */
    @Nullable
    Operation improbe(int source, int tag);

    /** Receives the message that {@code mprobe} or {@code improbe} took. */
    Operation imrecv(Operation message, @Nullable Object buffer, long offset, long count, Layout layout);

    /** As {@link #imrecv}, of an object into an empty {@code into}. */
    Operation imrecvObject(Operation message, Parts into);

    // Making communicators is collective over the caller's group, and that of an intercommunicator over both groups.

    /** The same members, the same hints, a new context. */
    default Communicator dup() {
        return dup(collectives().hints());
    }

    /**
     * The same members, a new context.
     *
     * @param hints for the choice of algorithms; those of rank 0 hold
     */
    Communicator dup(Forced hints);

    /** Begins a {@link #dup}. */
    Making idup(Forced hints);

    /** Has new hints for the choice of algorithms hold from now on, those of rank 0; they do nothing between groups. */
    void hint(Forced hints);

    /**
     * A communicator of those that gave the same colour, ordered by key; null for UNDEFINED, and where none of an
     * intercommunicator's other group gave the colour.
     */
    @Nullable
    Communicator split(int colour, int key);

    /**
     * A communicator of some ranks of the caller's group, of an intercommunicator with those that the other group gives;
     * null for a caller that is none of them. Ranks of one group may give disjoint lists.
     */
    @Nullable
    Communicator create(int[] ranks);

    /**
     * As {@link #create}, called by those ranks alone, and by several threads at a time with different tags; not of an
     * intercommunicator.
     */
    @Nullable
    Communicator createGroup(int[] ranks, int tag);

    /**
     * An intercommunicator of this group and one whose leader can be reached through {@code peer}, which matters at the
     * local leader alone as do the two arguments that follow.
     *
     * @throws mpj.core.EngineException COMM where the groups are not disjoint
     */
    Communicator createIntercomm(int localLeader, @Nullable Communicator peer, int remoteLeader, int tag);

    /** The two groups of an intercommunicator as one, first the one that is not high. */
    Communicator merge(boolean high);

    /** Waits for all pending operations, then {@link #free}. */
    void disconnect();

    /** Gives up the context; pending operations go on. */
    void free();
}
