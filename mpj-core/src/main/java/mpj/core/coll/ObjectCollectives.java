package mpj.core.coll;

import java.util.function.IntFunction;
import mpj.core.comm.Communicator;
import mpj.core.comm.Parts;
import mpj.core.comm.SendMode;
import org.jspecify.annotations.Nullable;

/**
 * The moves of blocking collective operations on objects, which are encoded already and of any size. What a codec or a
 * user's operator does happens between these calls, never within.
 *
 * <p>Arrays of results have one element for each rank that messages come from: all of the group, this rank's own being
 * null as it need not travel, or all of the other group of an intercommunicator.
 */
public final class ObjectCollectives {
    /** Marks the messages of a reduction to a root. */
    public static final int REDUCE = Messages.REDUCE;
    /** Marks those of a reduction to all. */
    public static final int ALLREDUCE = Messages.ALLREDUCE;
    /** Marks those of a prefix reduction. */
    public static final int SCAN = Messages.SCAN;
    /** Marks those of a prefix reduction without the rank's own operand. */
    public static final int EXSCAN = Messages.EXSCAN;
    /** Marks those of one object for all neighbours. */
    public static final int NEIGHBOUR_ALLGATHER = Messages.NEIGHBOURS;
    /** Marks those of an object for each neighbour. */
    public static final int NEIGHBOUR_ALLTOALL = Messages.NEIGHBOUR_ALLTOALL;

    private ObjectCollectives() {}

    /** Passes the root's object to all ranks of a group; the object, at the root {@code mine} itself. */
    public static Parts bcast(Communicator c, @Nullable Parts mine, int root) {
        return spread(c.collective(), Messages.BCAST, mine, root);
    }

    /**
     * Passes the root's object to the first rank of the other group, and from there to the rest.
     *
     * @return null in the root's group
     */
    public static @Nullable Parts bcastBetweenGroups(Communicator c, @Nullable Parts mine, int root) {
        if (root == Communicator.ROOT) {
            Messages.sendObject(c.collective(), given(mine), 0, Messages.BCAST);
            return null;
        } else if (root == Communicator.PROC_NULL) {
            return null;
        }
        Parts object = c.rank() == 0 ? Messages.receiveObject(c.collective(), root, Messages.BCAST) : null;
        return spread(c, Messages.BCAST, object);
    }

    /** Passes the object of the first rank of the caller's group to the rest of the group. */
    public static Parts spread(Communicator c, int tag, @Nullable Parts mine) {
        return spread(c.local().collective(), tag, mine, 0);
    }

    /** Down a binomial tree. */
    private static Parts spread(Communicator cc, int tag, @Nullable Parts mine, int root) {
        int size = cc.size();
        int place = (cc.rank() + size - root) % size;
        int bit = 1;
        while (bit < size && (place & bit) == 0) {
            bit <<= 1;
        }
        Parts object = place == 0 ? given(mine) : Messages.receiveObject(cc, (place - bit + root) % size, tag);
        for (bit >>= 1; bit > 0; bit >>= 1) {
            if (place + bit < size) {
                Messages.sendObject(cc, object, (place + bit + root) % size, tag);
            }
        }
        return object;
    }

    private static Parts given(@Nullable Parts object) {
        if (object == null) {
            throw new IllegalArgumentException("the root has no object");
        }
        return object;
    }

    /** Gives this rank's object to the root of a gather. */
    public static void gatherSend(Communicator c, Parts mine, int root) {
        Messages.sendObject(c.collective(), mine, root, Messages.GATHER);
    }

    /** Collects objects at the root. */
    public static @Nullable Parts[] gather(Communicator c) {
        Communicator cc = c.collective();
        int[] others = others(c);
        @Nullable Parts[] objects = new @Nullable Parts[c.peerCount()];
        try (Outstanding outstanding = new Outstanding(c.engine(), Math.min(others.length, Outstanding.MOST))) {
            for (int source : others) {
                Parts object = new Parts();
                objects[source] = object;
                outstanding.reserve();
                outstanding.receiving(
                        cc.irecvObject(object, source, Messages.GATHER), Outstanding.ANY_LENGTH, source);
            }
            outstanding.finish();
        }
        return objects;
    }

    /** Takes this rank's object from the root of a scatter. */
    public static Parts scatterReceive(Communicator c, int root) {
        return Messages.receiveObject(c.collective(), root, Messages.SCATTER);
    }

    /** Gives each of the others its object; each is asked for when there is room for it. */
    public static void scatter(Communicator c, IntFunction<Parts> objects) {
        Communicator cc = c.collective();
        int[] others = others(c);
        try (Outstanding outstanding = new Outstanding(c.engine(), Math.min(others.length, Outstanding.MOST))) {
            for (int dest : others) {
                Parts object = objects.apply(dest);
                outstanding.reserve();
                outstanding.sent(cc.isendObject(object, dest, Messages.SCATTER, SendMode.STANDARD), dest);
            }
            outstanding.finish();
        }
    }

    /** Those with whom a root exchanges objects, the next ranks first. */
    private static int[] others(Communicator c) {
        int peers = c.peerCount();
        int first = c.remoteSize() > 0 ? 0 : 1;
        int[] others = new int[peers - first];
        for (int i = 0; i < others.length; i++) {
            others[i] = (c.rank() + first + i) % peers;
        }
        return others;
    }

    /** Everybody's object to everybody, round a ring; between groups straight. */
    public static @Nullable Parts[] allgather(Communicator c, Parts mine) {
        if (c.remoteSize() > 0) {
            return exchange(c, _ -> mine, Messages.ALLGATHER);
        }
        Communicator cc = c.collective();
        int rank = c.rank();
        int size = c.size();
        int right = (rank + 1) % size;
        int left = (rank + size - 1) % size;
        @Nullable Parts[] objects = new @Nullable Parts[size];
        Parts passing = mine;
        for (int step = 1; step < size; step++) {
            passing = Messages.exchangeObjects(cc, passing, right, left, Messages.ALLGATHER);
            objects[(rank + size - step) % size] = passing;
        }
        return objects;
    }

    /** An object from every rank to every other one. */
    public static @Nullable Parts[] alltoall(Communicator c, IntFunction<Parts> mine) {
        return exchange(c, mine, Messages.ALLTOALL);
    }

    /** Pairwise; of two groups of different sizes some have nobody in some steps. */
    private static @Nullable Parts[] exchange(Communicator c, IntFunction<Parts> mine, int tag) {
        Communicator cc = c.collective();
        int rank = c.rank();
        int peers = c.peerCount();
        int most = Math.max(c.size(), peers);
        @Nullable Parts[] objects = new @Nullable Parts[peers];
        for (int step = c.remoteSize() > 0 ? 0 : 1; step < most; step++) {
            int dest = (rank + step) % most;
            int source = (rank + most - step) % most;
            Parts given = dest < peers ? mine.apply(dest) : null;
            Parts taken = exchange(cc, given, dest, source < peers ? source : Communicator.PROC_NULL, tag);
            if (taken != null) {
                objects[source] = taken;
            }
        }
        return objects;
    }

    /**
     * An object to each neighbour and one from each. Between two ranks objects are matched in their order.
     *
     * @param sources ranks, PROC_NULL where there is nobody; in the order in which their objects are sent
     * @param destinations likewise
     * @param mine the object for the destination in a place
     * @return by place of the source; null of nobody
     */
    public static @Nullable Parts[] neighbours(
            Communicator c, int tag, int[] sources, int[] destinations, IntFunction<Parts> mine) {
        Communicator cc = c.collective();
        @Nullable Parts[] objects = new @Nullable Parts[sources.length];
        try (Outstanding outstanding = new Outstanding(c.engine(), sources.length + destinations.length)) {
            for (int i = 0; i < sources.length; i++) {
                if (sources[i] != Communicator.PROC_NULL) {
                    Parts object = new Parts();
                    objects[i] = object;
                    outstanding.receiving(
                            cc.irecvObject(object, sources[i], tag), Outstanding.ANY_LENGTH, sources[i]);
                }
            }
            for (int i = 0; i < destinations.length; i++) {
                if (destinations[i] != Communicator.PROC_NULL) {
                    Parts object = mine.apply(i);
                    outstanding.sent(
                            cc.isendObject(object, destinations[i], tag, SendMode.STANDARD), destinations[i]);
                }
            }
            outstanding.finish();
        }
        return objects;
    }

    /** Hands an operand of a reduction to another rank. */
    public static void sendOperand(Communicator c, int tag, Parts operand, int dest) {
        Messages.sendObject(c.collective(), operand, dest, tag);
    }

    /** Takes an operand of a reduction from another rank. */
    public static Parts receiveOperand(Communicator c, int tag, int source) {
        return Messages.receiveObject(c.collective(), source, tag);
    }

    /** Exchanges the results of two groups, between their first ranks. */
    public static Parts exchangeOperands(Communicator c, int tag, Parts operand) {
        return Messages.exchangeObjects(c.collective(), operand, 0, 0, tag);
    }

    /**
     * Hands an operand of a prefix reduction up and takes one from below; null and PROC_NULL for a side where there is no
     * rank.
     */
    public static @Nullable Parts shiftOperand(
            Communicator c, int tag, @Nullable Parts operand, int dest, int source) {
        return exchange(c.collective(), operand, dest, source, tag);
    }

    /** As {@link Messages#exchangeObjects}, where one side may be nobody: no object to give, PROC_NULL to take from. */
    private static @Nullable Parts exchange(
            Communicator cc, @Nullable Parts object, int dest, int source, int tag) {
        if (source == Communicator.PROC_NULL) {
            if (object != null) {
                Messages.sendObject(cc, object, dest, tag);
            }
            return null;
        }
        return object == null
                ? Messages.receiveObject(cc, source, tag)
                : Messages.exchangeObjects(cc, object, dest, source, tag);
    }
}
