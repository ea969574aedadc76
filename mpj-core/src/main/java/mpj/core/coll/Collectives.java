package mpj.core.coll;

import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import org.jspecify.annotations.Nullable;

/** The blocking collective operations of an intracommunicator. MPI 5.0, chapter 6. */
@SuppressWarnings({"DoNotCallSuggester", "unused"})
public final class Collectives {
    /** Given as a buffer: the data is already where the result will be. */
    public static final Object IN_PLACE = new Object();

    private Collectives() {}

    public static void barrier(Communicator c) {
        throw new UnsupportedOperationException();
    }

    public static void bcast(Communicator c, @Nullable Object buf, long off, long count, Layout l, int root) {
        throw new UnsupportedOperationException();
    }

    public static void gather(Communicator c, @Nullable Object sbuf, long soff, long scount, Layout sl, @Nullable Object rbuf, long roff, long rcount, Layout rl, int root) {
        throw new UnsupportedOperationException();
    }

    public static void gatherv(Communicator c, @Nullable Object sbuf, long soff, long scount, Layout sl, @Nullable Object rbuf, long roff, long @Nullable [] counts, long @Nullable [] displs, Layout rl, int root) {
        throw new UnsupportedOperationException();
    }

    public static void scatter(Communicator c, @Nullable Object sbuf, long soff, long scount, Layout sl, @Nullable Object rbuf, long roff, long rcount, Layout rl, int root) {
        throw new UnsupportedOperationException();
    }

    public static void scatterv(Communicator c, @Nullable Object sbuf, long soff, long @Nullable [] counts, long @Nullable [] displs, Layout sl, @Nullable Object rbuf, long roff, long rcount, Layout rl, int root) {
        throw new UnsupportedOperationException();
    }

    public static void allgather(Communicator c, @Nullable Object sbuf, long soff, long scount, Layout sl, @Nullable Object rbuf, long roff, long rcount, Layout rl) {
        throw new UnsupportedOperationException();
    }

    public static void allgatherv(Communicator c, @Nullable Object sbuf, long soff, long scount, Layout sl, @Nullable Object rbuf, long roff, long[] counts, long[] displs, Layout rl) {
        throw new UnsupportedOperationException();
    }

    public static void alltoall(Communicator c, @Nullable Object sbuf, long soff, long scount, Layout sl, @Nullable Object rbuf, long roff, long rcount, Layout rl) {
        throw new UnsupportedOperationException();
    }

    public static void alltoallv(Communicator c, @Nullable Object sbuf, long soff, long[] scounts, long[] sdispls, Layout sl, @Nullable Object rbuf, long roff, long[] rcounts, long[] rdispls, Layout rl) {
        throw new UnsupportedOperationException();
    }

    public static void reduce(Communicator c, @Nullable Object sbuf, long soff, @Nullable Object rbuf, long roff, long count, Layout l, Reducer op, int root) {
        throw new UnsupportedOperationException();
    }

    public static void allreduce(Communicator c, @Nullable Object sbuf, long soff, @Nullable Object rbuf, long roff, long count, Layout l, Reducer op) {
        throw new UnsupportedOperationException();
    }

    public static void scan(Communicator c, @Nullable Object sbuf, long soff, @Nullable Object rbuf, long roff, long count, Layout l, Reducer op) {
        throw new UnsupportedOperationException();
    }

    public static void exscan(Communicator c, @Nullable Object sbuf, long soff, @Nullable Object rbuf, long roff, long count, Layout l, Reducer op) {
        throw new UnsupportedOperationException();
    }

}
