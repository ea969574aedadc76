package mpj.core.coll;

import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.comm.Communicator;
import mpj.core.comm.Parts;
import mpj.core.comm.SendMode;

/**
 * Messages whose length both sides must agree on, as collectives require: a longer one is an error of the engine, a
 * shorter one is found here.
 *
 * <p>Each operation has tags of its own, so that ranks that call different collectives never take each other's data.
 * Blocking calls on a communicator follow each other, and so do their messages; a nonblocking call and a persistent one
 * have a tag for themselves, made of a number that is counted alike on all ranks, since these are called in one order.
 */
final class Messages {
    static final int BARRIER = 1;
    static final int BCAST = 2;
    static final int GATHER = 3;
    static final int SCATTER = 4;
    static final int ALLGATHER = 5;
    static final int ALLTOALL = 6;
    static final int REDUCE = 7;
    static final int ALLREDUCE = 8;
    static final int SCAN = 9;
    static final int REDUCE_SCATTER = 10;
    static final int NEIGHBOURS = 11;
    static final int EXSCAN = 12;
    static final int NEIGHBOUR_ALLTOALL = 13;

    private static final String[] NAMES = {
        "",
        "barrier",
        "bcast",
        "gather",
        "scatter",
        "allGather",
        "allToAll",
        "reduce",
        "allReduce",
        "scan",
        "reduceScatter",
        "neighbour exchange",
        "exScan",
        "neighborAllToAll"
    };
    private static final int OPERATION_BITS = 4;
    private static final int OPERATION_MASK = (1 << OPERATION_BITS) - 1;
    private static final int PERSISTENT = 1 << 30;
    private static final int NUMBER_MASK = (PERSISTENT >> OPERATION_BITS) - 1;

    private Messages() {}

    /** The collective operation whose messages have this tag. */
    static String operation(int tag) {
        int operation = tag & OPERATION_MASK;
        return operation > 0 && operation < NAMES.length ? NAMES[operation] : "a collective operation";
    }

    /** The tag of a nonblocking call; 0 is the number of blocking ones. */
    static int tag(int operation, int number) {
        return operation | (number % NUMBER_MASK + 1) << OPERATION_BITS;
    }

    /** The tag of all starts of a persistent call, apart from those of nonblocking calls however many there are. */
    static int persistentTag(int operation, int number) {
        return tag(operation, number) | PERSISTENT;
    }

    static void sendObject(Communicator cc, Parts object, int dest, int tag) {
        cc.sendObject(object, dest, tag, SendMode.STANDARD);
    }

    static Parts receiveObject(Communicator cc, int source, int tag) {
        Parts object = new Parts();
        try (Outstanding outstanding = new Outstanding(cc.engine(), 1)) {
            outstanding.receiving(cc.irecvObject(object, source, tag), Outstanding.ANY_LENGTH, source);
            outstanding.finish();
        }
        return object;
    }

    /** Sends an object to one rank while receiving one from another. */
    static Parts exchangeObjects(Communicator cc, Parts object, int dest, int source, int tag) {
        Parts received = new Parts();
        try (Outstanding outstanding = new Outstanding(cc.engine(), 2)) {
            outstanding.receiving(cc.irecvObject(received, source, tag), Outstanding.ANY_LENGTH, source);
            outstanding.sent(cc.isendObject(object, dest, tag, SendMode.STANDARD), dest);
            outstanding.finish();
        }
        return received;
    }

    /** The error of a message that is not as long as the receiver's counts say. */
    static EngineException lengthsDiffer(int source, long bytes, long expected) {
        return new EngineException(
                ErrorClass.TRUNCATE,
                "rank " + source + " gave " + bytes + " bytes to a collective operation, this rank expects "
                        + expected);
    }
}
