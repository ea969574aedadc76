package mpj.core.comm;

import mpj.core.Engine;
import mpj.core.datatype.Layout;
import mpj.core.request.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A group of ranks with a context of its own. The caller has checked ranks, tags and counts; {@code ANY_SOURCE},
 * {@code ANY_TAG} and {@code PROC_NULL} are understood here.
 *
 * <p>A buffer argument is any object that {@link mpj.base.memory.BufferView} knows; offsets are bytes from element 0.
 */
public interface Communicator {
    int ANY_SOURCE = -1;
    int ANY_TAG = -1;
    int PROC_NULL = -2;
    int UNDEFINED = -32766;

    /** The largest tag. */
    int TAG_UB = Integer.MAX_VALUE;

    /** The rank that this communicator belongs to. */
    Engine engine();

    int rank();

    int size();

    /** Ranks in {@code COMM_WORLD} of the members, in order. */
    int[] members();

    /** A number that all members agree on and no other living communicator of theirs has. */
    long context();

    /** The same group with the context that collective operations use. */
    Communicator collective();

    /** Sends and returns when the buffer may be reused. */
    void send(@Nullable Object buffer, long offset, long count, Layout layout, int dest, int tag, SendMode mode);

    Operation isend(@Nullable Object buffer, long offset, long count, Layout layout, int dest, int tag, SendMode mode);

    /**
     * Receives; the operation returned is done and must be given back with {@link Engine#release} once it has been
     * read.
     *
     * @throws mpj.core.EngineException TRUNCATE, or the error with which the receive ended
     */
    Operation recv(@Nullable Object buffer, long offset, long count, Layout layout, int source, int tag);

    Operation irecv(@Nullable Object buffer, long offset, long count, Layout layout, int source, int tag);

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

    /** Collective: the same group, a new context. */
    Communicator dup();

    /** Collective: a communicator of those that gave the same colour, ordered by key; null for UNDEFINED. */
    @Nullable
    Communicator split(int colour, int key);

    /** Gives up the context; pending operations go on. */
    void free();
}
