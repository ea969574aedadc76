package mpj.core.coll;

import java.util.function.IntFunction;
import mpj.core.Engine;
import mpj.core.comm.Communicator;
import mpj.core.comm.Parts;
import mpj.core.comm.SendMode;
import org.jspecify.annotations.Nullable;

/**
 * The moves of blocking collective operations on objects, which are encoded already and of any size. What a codec or a
 * user's operator does happens between these calls, never within.
 *
 * <p>Arrays of results have one element for each rank; this rank's own is null where it need not travel.
 */
public final class ObjectCollectives {
    private ObjectCollectives() {}

    /** Passes the root's object down a binomial tree; the object, at the root {@code mine} itself. */
    public static Parts bcast(Communicator c, @Nullable Parts mine, int root) {
        Communicator cc = c.collective();
        int size = cc.size();
        int place = (cc.rank() + size - root) % size;
        int bit = 1;
        while (bit < size && (place & bit) == 0) {
            bit <<= 1;
        }
        Parts object = mine;
        if (place != 0) {
            object = Messages.receiveObject(cc, (place - bit + root) % size, Messages.BCAST);
        }
        if (object == null) {
            throw new IllegalArgumentException("the root has no object");
        }
        for (bit >>= 1; bit > 0; bit >>= 1) {
            if (place + bit < size) {
                Messages.sendObject(cc, object, (place + bit + root) % size, Messages.BCAST);
            }
        }
        return object;
    }

    /** Gives this rank's object to the root of a gather. */
    public static void gatherSend(Communicator c, Parts mine, int root) {
        Messages.sendObject(c.collective(), mine, root, Messages.GATHER);
    }

    /** Collects the others' objects at the root. */
    public static @Nullable Parts[] gather(Communicator c) {
        Communicator cc = c.collective();
        int root = c.rank();
        int size = c.size();
        @Nullable Parts[] objects = new @Nullable Parts[size];
        try (Outstanding outstanding = new Outstanding(c.engine(), Math.min(size - 1, Outstanding.MOST))) {
            for (int i = 1; i < size; i++) {
                int source = (root + i) % size;
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
        int root = c.rank();
        int size = c.size();
        try (Outstanding outstanding = new Outstanding(c.engine(), Math.min(size - 1, Outstanding.MOST))) {
            for (int i = 1; i < size; i++) {
                int dest = (root + i) % size;
                Parts object = objects.apply(dest);
                outstanding.reserve();
                outstanding.sent(cc.isendObject(object, dest, Messages.SCATTER, SendMode.STANDARD), dest);
            }
            outstanding.finish();
        }
    }

    /** Everybody's object to everybody, round a ring. */
    public static @Nullable Parts[] allgather(Communicator c, Parts mine) {
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

    /** An object from every rank to every other, pairwise. */
    public static @Nullable Parts[] alltoall(Communicator c, IntFunction<Parts> mine) {
        Communicator cc = c.collective();
        int rank = c.rank();
        int size = c.size();
        @Nullable Parts[] objects = new @Nullable Parts[size];
        for (int step = 1; step < size; step++) {
            int dest = (rank + step) % size;
            int source = (rank + size - step) % size;
            objects[source] = Messages.exchangeObjects(cc, mine.apply(dest), dest, source, Messages.ALLTOALL);
        }
        return objects;
    }

    /** Hands an operand of a reduction to another rank. */
    public static void sendOperand(Communicator c, Parts operand, int dest) {
        Messages.sendObject(c.collective(), operand, dest, Messages.REDUCE);
    }

    /** Takes an operand of a reduction from another rank. */
    public static Parts receiveOperand(Communicator c, int source) {
        return Messages.receiveObject(c.collective(), source, Messages.REDUCE);
    }

    /** Hands an operand of a prefix reduction up and takes one from below; -1 for a side where there is no rank. */
    public static @Nullable Parts shiftOperand(Communicator c, @Nullable Parts operand, int dest, int source) {
        Communicator cc = c.collective();
        Engine engine = c.engine();
        Parts received = new Parts();
        try (Outstanding outstanding = new Outstanding(engine, 2)) {
            if (source >= 0) {
                outstanding.receiving(
                        cc.irecvObject(received, source, Messages.SCAN), Outstanding.ANY_LENGTH, source);
            }
            if (dest >= 0 && operand != null) {
                outstanding.sent(cc.isendObject(operand, dest, Messages.SCAN, SendMode.STANDARD), dest);
            }
            outstanding.finish();
        }
        return source < 0 ? null : received;
    }
}
