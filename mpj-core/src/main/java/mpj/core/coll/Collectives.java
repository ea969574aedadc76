package mpj.core.coll;

import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import mpj.core.datatype.Reducer;
import org.jspecify.annotations.Nullable;

/**
 * The blocking collective operations of an intracommunicator. MPI 5.0, chapter 6.
 *
 * <p>Offsets are bytes from the start of a buffer, counts are elements, displacements are extents of their layout. The
 * buffers, counts and displacements that only the root uses may be null elsewhere. The caller has checked the
 * arguments; what shows only when messages arrive ends in an {@link mpj.core.EngineException}: TRUNCATE where the
 * ranks' lengths disagree.
 */
public final class Collectives {
    /** Given as a buffer: this rank's part is already where the result will be. */
    public static final Object IN_PLACE = new Object();

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
        Barrier.run(c);
    }

    /** Gives the root's elements to all. */
    public static void bcast(Communicator c, @Nullable Object buf, long off, long count, Layout l, int root) {
        Bcast.run(c.collective(), buf, off, count, l, root, Messages.BCAST);
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
        if (c.rank() == root) {
            Gather.atRoot(c, sbuf, soff, scount, sl, Blocks.uniform(rbuf, roff, rcount, rl));
        } else {
            Gather.send(c, sbuf, soff, scount, sl, root);
        }
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
        if (c.rank() == root) {
            Gather.atRoot(c, sbuf, soff, scount, sl, Blocks.varying(rbuf, roff, counts, displs, rl, c.size()));
        } else {
            Gather.send(c, sbuf, soff, scount, sl, root);
        }
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
        if (c.rank() == root) {
            Scatter.atRoot(c, Blocks.uniform(sbuf, soff, scount, sl), rbuf, roff, rcount, rl);
        } else {
            Scatter.receive(c, rbuf, roff, rcount, rl, root);
        }
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
        if (c.rank() == root) {
            Scatter.atRoot(c, Blocks.varying(sbuf, soff, counts, displs, sl, c.size()), rbuf, roff, rcount, rl);
        } else {
            Scatter.receive(c, rbuf, roff, rcount, rl, root);
        }
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
        Allgather.run(c, sbuf, soff, scount, sl, Blocks.uniform(rbuf, roff, rcount, rl));
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
        Allgather.run(c, sbuf, soff, scount, sl, Blocks.varying(rbuf, roff, counts, displs, rl, c.size()));
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
        Alltoall.run(c, Blocks.uniform(sbuf, soff, scount, sl), Blocks.uniform(rbuf, roff, rcount, rl));
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
        Alltoall.run(
                c,
                Blocks.varying(sbuf, soff, scounts, sdispls, sl, c.size()),
                Blocks.varying(rbuf, roff, rcounts, rdispls, rl, c.size()));
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
        if (count * l.size() == 0) {
            return;
        }
        if (isInPlace(sbuf)) {
            Reduce.run(c, rbuf, roff, rbuf, roff, count, l, op, root);
        } else {
            Reduce.run(c, sbuf, soff, rbuf, roff, count, l, op, root);
        }
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
        if (count * l.size() == 0) {
            return;
        }
        if (isInPlace(sbuf)) {
            Allreduce.run(c, rbuf, roff, rbuf, roff, count, l, op);
        } else {
            Allreduce.run(c, sbuf, soff, rbuf, roff, count, l, op);
        }
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
        scan(c, sbuf, soff, rbuf, roff, count, l, op, false);
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
        scan(c, sbuf, soff, rbuf, roff, count, l, op, true);
    }

    private static void scan(
            Communicator c,
            @Nullable Object sbuf,
            long soff,
            @Nullable Object rbuf,
            long roff,
            long count,
            Layout l,
            Reducer op,
            boolean exclusive) {
        if (count * l.size() == 0) {
            return;
        }
        if (isInPlace(sbuf)) {
            Scan.run(c, rbuf, roff, rbuf, roff, count, l, op, exclusive);
        } else {
            Scan.run(c, sbuf, soff, rbuf, roff, count, l, op, exclusive);
        }
    }
}
