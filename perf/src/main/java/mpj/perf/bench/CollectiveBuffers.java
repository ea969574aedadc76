package mpj.perf.bench;

import java.util.Arrays;
import mpi.Datatype;
import mpi.Intracomm;

/** The arguments of calls of a collective operation, and the memory that these are about. */
final class CollectiveBuffers implements AutoCloseable {
    /** Of the operations that have one. */
    static final int ROOT = 0;

    final int root = ROOT;
    final Intracomm comm;
    final Payload sent;
    final Payload received;
    final Object send;
    final Object recv;
    /** Elements of a block, and their type. */
    final int count;

    final Datatype type;
    /** Of each rank, of a block that is shared by all. */
    final int[] shares;
    /** For each block: its elements, where it begins in elements and in bytes, and its type. */
    final int[] counts;

    final int[] displs;
    final int[] byteDispls;
    final Datatype[] types;

    /** @param size of a block */
    CollectiveBuffers(CollectiveCall call, Intracomm comm, BufferKind kind, long size) {
        CollectiveShape shape = call.shape;
        int blocks = shape.blocks(comm);
        if (size * blocks > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalStateException(call.command() + " needs a buffer of " + size * blocks
                    + " bytes for so many ranks; give a smaller -m");
        }
        this.comm = comm;
        sent = buffer(shape, kind, size * shape.sendBlocks(comm));
        received = buffer(shape, kind, size * shape.recvBlocks(comm));
        send = sent.buffer();
        recv = received.buffer();
        type = sent.type();
        count = sent.count() / Math.max(1, shape.sendBlocks(comm));
        shares = shares(count, comm.getSize());
        counts = new int[blocks];
        displs = new int[blocks];
        byteDispls = new int[blocks];
        types = new Datatype[blocks];
        Arrays.fill(counts, count);
        Arrays.fill(types, type);
        Arrays.setAll(displs, block -> block * count);
        Arrays.setAll(byteDispls, block -> (int) (block * size));
    }

    private static Payload buffer(CollectiveShape shape, BufferKind kind, long bytes) {
        return shape.reduces() ? Payload.ofFloats(kind, bytes) : Payload.of(kind, bytes);
    }

    /** As equal as can be; the first ranks get what is left over. */
    static int[] shares(int count, int ranks) {
        int[] shares = new int[ranks];
        for (int rank = 0; rank < ranks; rank++) {
            shares[rank] = count / ranks + (rank < count % ranks ? 1 : 0);
        }
        return shares;
    }

    @Override
    public void close() {
        sent.close();
        received.close();
    }
}
