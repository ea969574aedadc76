package mpj.perf.bench;

import java.util.Locale;
import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Request;

/**
 * The collective operations that are measured, each with the element type, the buffers and the root that OSU's
 * benchmarks give it: bytes, but FLOAT and SUM for reductions; root 0. {@code perf/peers/peer_coll.c} has the same
 * list.
 */
@SuppressWarnings("ImmutableEnumChecker") // lambdas without state
enum CollectiveCall {
    BARRIER(
            "barriers of all ranks",
            0,
            Room.NONE,
            Room.NONE,
            c -> c.world().barrier(),
            c -> c.world().iBarrier()),
    BCAST(
            "the root's message to all ranks",
            1,
            Room.ONE,
            Room.NONE,
            c -> c.world().bcast(c.send(), c.count(), c.type(), 0),
            c -> c.world().iBcast(c.send(), c.count(), c.type(), 0)),
    GATHER(
            "a block of each rank to the root",
            1,
            Room.ONE,
            Room.ALL,
            c -> c.world().gather(c.send(), c.count(), c.type(), c.recv(), c.count(), c.type(), 0),
            c -> c.world().iGather(c.send(), c.count(), c.type(), c.recv(), c.count(), c.type(), 0)),
    SCATTER(
            "a block for each rank from the root",
            1,
            Room.ALL,
            Room.ONE,
            c -> c.world().scatter(c.send(), c.count(), c.type(), c.recv(), c.count(), c.type(), 0),
            c -> c.world().iScatter(c.send(), c.count(), c.type(), c.recv(), c.count(), c.type(), 0)),
    ALLGATHER(
            "a block of each rank to all ranks",
            1,
            Room.ONE,
            Room.ALL,
            c -> c.world().allGather(c.send(), c.count(), c.type(), c.recv(), c.count(), c.type()),
            c -> c.world().iAllGather(c.send(), c.count(), c.type(), c.recv(), c.count(), c.type())),
    ALLTOALL(
            "a block of each rank for each rank",
            1,
            Room.ALL,
            Room.ALL,
            c -> c.world().allToAll(c.send(), c.count(), c.type(), c.recv(), c.count(), c.type()),
            c -> c.world().iAllToAll(c.send(), c.count(), c.type(), c.recv(), c.count(), c.type())),
    REDUCE(
            "the sum of all ranks' floats at the root",
            Float.BYTES,
            Room.ONE,
            Room.ONE,
            c -> c.world().reduce(c.send(), c.recv(), c.count(), c.type(), MPI.SUM, 0),
            c -> c.world().iReduce(c.send(), c.recv(), c.count(), c.type(), MPI.SUM, 0)),
    ALLREDUCE(
            "the sum of all ranks' floats at all ranks",
            Float.BYTES,
            Room.ONE,
            Room.ONE,
            c -> c.world().allReduce(c.send(), c.recv(), c.count(), c.type(), MPI.SUM),
            c -> c.world().iAllReduce(c.send(), c.recv(), c.count(), c.type(), MPI.SUM)),
    REDUCE_SCATTER(
            "the sum of all ranks' floats, a share of it at each rank; sizes are those of the whole",
            Float.BYTES,
            Room.ONE,
            Room.ONE,
            c -> c.world().reduceScatter(c.send(), c.recv(), c.shares(), c.type(), MPI.SUM),
            c -> c.world().iReduceScatter(c.send(), c.recv(), c.shares(), c.type(), MPI.SUM)),
    SCAN(
            "sums of the floats of the ranks up to each",
            Float.BYTES,
            Room.ONE,
            Room.ONE,
            c -> c.world().scan(c.send(), c.recv(), c.count(), c.type(), MPI.SUM),
            c -> c.world().iScan(c.send(), c.recv(), c.count(), c.type(), MPI.SUM)),
    EXSCAN(
            "sums of the floats of the ranks before each",
            Float.BYTES,
            Room.ONE,
            Room.ONE,
            c -> c.world().exScan(c.send(), c.recv(), c.count(), c.type(), MPI.SUM),
            c -> c.world().iExScan(c.send(), c.recv(), c.count(), c.type(), MPI.SUM));

    /** What a buffer holds. */
    private enum Room {
        NONE,
        ONE,
        /** A block for each rank. */
        ALL;

        long bytes(long size, int ranks) {
            return switch (this) {
                case NONE -> 0;
                case ONE -> size;
                case ALL -> size * ranks;
            };
        }
    }

    /** The arguments of a call. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Arguments(Intracomm world, Object send, Object recv, int count, int[] shares, Datatype type) {}

    /** A blocking call. */
    interface Blocking {
        void call(Arguments arguments);
    }

    /** The start of a nonblocking call. */
    interface Nonblocking {
        Request start(Arguments arguments);
    }

    /** For help texts. */
    final String description;

    final Blocking blocking;
    final Nonblocking nonblocking;
    private final int elementBytes;
    private final Room send;
    private final Room recv;

    CollectiveCall(
            String description, int elementBytes, Room send, Room recv, Blocking blocking, Nonblocking nonblocking) {
        this.description = description;
        this.elementBytes = elementBytes;
        this.send = send;
        this.recv = recv;
        this.blocking = blocking;
        this.nonblocking = nonblocking;
    }

    /** The name of the blocking benchmark; that of the nonblocking one has an i before it. */
    String command() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** 0 where nothing is given, and there are no sizes. */
    int elementBytes() {
        return elementBytes;
    }

    /** What is sent, for messages of so many bytes. */
    Payload sendBuffer(BufferKind kind, long size, int ranks) {
        return buffer(kind, send.bytes(size, ranks));
    }

    /** What takes the result. */
    Payload recvBuffer(BufferKind kind, long size, int ranks) {
        return buffer(kind, recv.bytes(size, ranks));
    }

    private Payload buffer(BufferKind kind, long bytes) {
        if (bytes > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalStateException(
                    command() + " needs a buffer of " + bytes + " bytes for so many ranks; give a smaller -m");
        }
        return elementBytes == Float.BYTES ? Payload.ofFloats(kind, bytes) : Payload.of(kind, bytes);
    }

    Arguments arguments(Intracomm world, Payload sent, Payload received, long size) {
        int count = (int) (size / Math.max(1, elementBytes));
        Datatype type = elementBytes == Float.BYTES ? MPI.FLOAT : MPI.BYTE;
        return new Arguments(world, sent.buffer(), received.buffer(), count, shares(count, world.getSize()), type);
    }

    /** As equal as can be; the first ranks get what is left over. */
    static int[] shares(int count, int ranks) {
        int[] shares = new int[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            shares[rank] = count / ranks + (rank < count % ranks ? 1 : 0);
        }
        return shares;
    }
}
