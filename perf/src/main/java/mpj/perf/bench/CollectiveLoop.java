package mpj.perf.bench;

import mpi.Intracomm;
import mpi.MPI;
import mpj.core.coll.Kind;
import mpj.core.coll.choice.Subject;

/** Calls of one collective operation on arrays of one size. */
final class CollectiveLoop {
    private final Kind kind;
    private final long bytes;
    /** Bytes or, of reductions, ints that a call is told. */
    private final int count;
    private final byte[] send;
    private final byte[] recv;
    private final int[] operand;
    private final int[] result;

    /**
     * @param size bytes as the choice counts them; what is not a whole number of elements is made one
     */
    CollectiveLoop(Kind kind, long size, int ranks) {
        this.kind = kind;
        int elements = (int) Math.max(1, size / Integer.BYTES);
        if (kind == Kind.REDUCE_SCATTER) {
            count = Math.max(1, elements / ranks);
            bytes = (long) count * ranks * Integer.BYTES;
        } else if (reduces(kind)) {
            count = elements;
            bytes = (long) count * Integer.BYTES;
        } else {
            count = kind == Kind.BARRIER ? 0 : (int) size;
            bytes = count;
        }
        boolean isReduction = reduces(kind);
        int whole = isReduction ? (int) (bytes / Integer.BYTES) : (int) bytesOfBuffers(kind, bytes, ranks);
        send = new byte[isReduction ? 0 : whole];
        recv = new byte[isReduction ? 0 : whole];
        operand = new int[isReduction ? whole : 0];
        result = new int[isReduction ? whole : 0];
    }

    /** The length of the longest buffer. */
    static long bytesOfBuffers(Kind kind, long size, int ranks) {
        return switch (kind) {
            case GATHER, SCATTER, ALLGATHER, ALLTOALL -> size * ranks;
            case BARRIER, BCAST, REDUCE, ALLREDUCE, REDUCE_SCATTER, SCAN, EXSCAN -> size;
        };
    }

    static boolean reduces(Kind kind) {
        return Subject.reduces(kind);
    }

    Kind kind() {
        return kind;
    }

    /** The size by which the algorithm is chosen. */
    long bytes() {
        return bytes;
    }

    void call(Intracomm c) {
        switch (kind) {
            case BARRIER -> c.barrier();
            case BCAST -> c.bcast(send, count, MPI.BYTE, 0);
            case GATHER -> c.gather(send, count, MPI.BYTE, recv, count, MPI.BYTE, 0);
            case SCATTER -> c.scatter(send, count, MPI.BYTE, recv, count, MPI.BYTE, 0);
            case ALLGATHER -> c.allGather(send, count, MPI.BYTE, recv, count, MPI.BYTE);
            case ALLTOALL -> c.allToAll(send, count, MPI.BYTE, recv, count, MPI.BYTE);
            case REDUCE -> c.reduce(operand, result, count, MPI.INT, MPI.SUM, 0);
            case ALLREDUCE -> c.allReduce(operand, result, count, MPI.INT, MPI.SUM);
            case REDUCE_SCATTER -> c.reduceScatterBlock(operand, result, count, MPI.INT, MPI.SUM);
            case SCAN -> c.scan(operand, result, count, MPI.INT, MPI.SUM);
            case EXSCAN -> c.exScan(operand, result, count, MPI.INT, MPI.SUM);
        }
    }
}
