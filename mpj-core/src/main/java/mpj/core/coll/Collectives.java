package mpj.core.coll;

import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import org.jspecify.annotations.Nullable;

/**
 * Blocking collective operations by one call each, for those who need no other form. What {@link Collective} says of the
 * arguments holds here.
 */
public final class Collectives {
    /** Given as a buffer: this rank's part is already where the result will be. */
    public static final Object IN_PLACE = new Object() {
        @Override
        public String toString() {
            return "MPI_IN_PLACE";
        }
    };

    private Collectives() {}

    /** The name of the operation whose messages have this tag. */
    public static String operation(int tag) {
        return Messages.operation(tag);
    }

    /** Whether a buffer argument is {@link #IN_PLACE}. */
    @SuppressWarnings("ReferenceEquality") // the marker is known by its identity
    static boolean isInPlace(@Nullable Object buffer) {
        return buffer == IN_PLACE;
    }

    /** Returns when all ranks have called it. */
    public static void barrier(Communicator c) {
        blocking(c).barrier().run();
    }

    /** Gives the root's elements to all. */
    public static void bcast(Communicator c, @Nullable Object buf, long off, long count, Layout l, int root) {
        blocking(c).bcast(buf, off, count, l, root).run();
    }

    /** Collects blocks of one length at the root; {@code sbuf} may be IN_PLACE there. */
    public static void gather(
            Communicator c,
            @Nullable Object sbuf,
            long soff,
            long scount,
            Layout sl,
            @Nullable Object rbuf,
            long roff,
            long rcount,
            Layout rl,
            int root) {
        blocking(c).gather(sbuf, soff, scount, sl, rbuf, roff, rcount, rl, root).run();
    }

    /** Collects blocks of any lengths at the root; {@code sbuf} may be IN_PLACE there. */
    public static void gatherv(
            Communicator c,
            @Nullable Object sbuf,
            long soff,
            long scount,
            Layout sl,
            @Nullable Object rbuf,
            long roff,
            long @Nullable [] counts,
            long @Nullable [] displs,
            Layout rl,
            int root) {
        blocking(c).gatherv(sbuf, soff, scount, sl, rbuf, roff, blocks(counts, displs, rl), root).run();
    }

    /** Deals out blocks of one length from the root; {@code rbuf} may be IN_PLACE there. */
    public static void scatter(
            Communicator c,
            @Nullable Object sbuf,
            long soff,
            long scount,
            Layout sl,
            @Nullable Object rbuf,
            long roff,
            long rcount,
            Layout rl,
            int root) {
        blocking(c).scatter(sbuf, soff, scount, sl, rbuf, roff, rcount, rl, root).run();
    }

    /** Deals out blocks of any lengths from the root; {@code rbuf} may be IN_PLACE there. */
    public static void scatterv(
            Communicator c,
            @Nullable Object sbuf,
            long soff,
            long @Nullable [] counts,
            long @Nullable [] displs,
            Layout sl,
            @Nullable Object rbuf,
            long roff,
            long rcount,
            Layout rl,
            int root) {
        blocking(c).scatterv(sbuf, soff, blocks(counts, displs, sl), rbuf, roff, rcount, rl, root).run();
    }

    /** Collects blocks of one length at all ranks; {@code sbuf} may be IN_PLACE. */
    public static void allgather(
            Communicator c,
            @Nullable Object sbuf,
            long soff,
            long scount,
            Layout sl,
            @Nullable Object rbuf,
            long roff,
            long rcount,
            Layout rl) {
        blocking(c).allgather(sbuf, soff, scount, sl, rbuf, roff, rcount, rl).run();
    }

    /** Collects blocks of any lengths at all ranks; {@code sbuf} may be IN_PLACE. */
    public static void allgatherv(
            Communicator c,
            @Nullable Object sbuf,
            long soff,
            long scount,
            Layout sl,
            @Nullable Object rbuf,
            long roff,
            long[] counts,
            long[] displs,
            Layout rl) {
        blocking(c).allgatherv(sbuf, soff, scount, sl, rbuf, roff, Blocks.varying(counts, displs, rl)).run();
    }

    /** Sends a block to every rank and gets one from every rank, of one length. */
    public static void alltoall(
            Communicator c,
            @Nullable Object sbuf,
            long soff,
            long scount,
            Layout sl,
            @Nullable Object rbuf,
            long roff,
            long rcount,
            Layout rl) {
        blocking(c).alltoall(sbuf, soff, scount, sl, rbuf, roff, rcount, rl).run();
    }

    /** Sends a block to every rank and gets one from every rank, of any lengths. */
    public static void alltoallv(
            Communicator c,
            @Nullable Object sbuf,
            long soff,
            long[] scounts,
            long[] sdispls,
            Layout sl,
            @Nullable Object rbuf,
            long roff,
            long[] rcounts,
            long[] rdispls,
            Layout rl) {
        Blocks send = Blocks.varying(scounts, sdispls, sl);
        Blocks recv = Blocks.varying(rcounts, rdispls, rl);
        blocking(c).alltoallv(sbuf, soff, send, rbuf, roff, recv).run();
    }

    /** Combines the ranks' operands, in the order of the ranks, at the root; {@code sbuf} may be IN_PLACE there. */
    public static void reduce(
            Communicator c,
            @Nullable Object sbuf,
            long soff,
            @Nullable Object rbuf,
            long roff,
            long count,
            Layout l,
            Reducer op,
            int root) {
        blocking(c).reduce(sbuf, soff, rbuf, roff, count, l, op, root).run();
    }

    /** As reduce, with the same bits of the result at all ranks; {@code sbuf} may be IN_PLACE. */
    public static void allreduce(
            Communicator c,
            @Nullable Object sbuf,
            long soff,
            @Nullable Object rbuf,
            long roff,
            long count,
            Layout l,
            Reducer op) {
        blocking(c).allreduce(sbuf, soff, rbuf, roff, count, l, op).run();
    }

    /** Combines the operands of the ranks up to and with this one; {@code sbuf} may be IN_PLACE. */
    public static void scan(
            Communicator c,
            @Nullable Object sbuf,
            long soff,
            @Nullable Object rbuf,
            long roff,
            long count,
            Layout l,
            Reducer op) {
        blocking(c).scan(sbuf, soff, rbuf, roff, count, l, op).run();
    }

    /** Combines the operands of the ranks before this one; rank 0's {@code rbuf} stays as it is. */
    public static void exscan(
            Communicator c,
            @Nullable Object sbuf,
            long soff,
            @Nullable Object rbuf,
            long roff,
            long count,
            Layout l,
            Reducer op) {
        blocking(c).exscan(sbuf, soff, rbuf, roff, count, l, op).run();
    }

    private static Collective blocking(Communicator c) {
        return c.collectives().blocking();
    }

    private static @Nullable Blocks blocks(
            long @Nullable [] counts, long @Nullable [] displs, Layout layout) {
        return counts == null || displs == null ? null : Blocks.varying(counts, displs, layout);
    }
}
