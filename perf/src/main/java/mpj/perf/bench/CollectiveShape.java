package mpj.perf.bench;

import java.util.function.ToIntFunction;
import mpi.Intracomm;

/** What a collective operation moves: the buffers it needs, and what the ranks must find after it. */
@SuppressWarnings("ImmutableEnumChecker") // lambdas without state
enum CollectiveShape {
    NOTHING(Element.NONE, Room.NONE, Room.NONE, _ -> {}),
    FROM_ROOT(Element.ANY, Room.ONE, Room.NONE, check -> check.blocks(_ -> CollectiveBuffers.ROOT, _ -> 0)),
    TO_ROOT(Element.ANY, Room.ONE, Room.ALL, check -> {
        if (check.isRoot()) {
            check.blocks(from -> from, _ -> 0);
        }
    }),
    BLOCKS_FROM_ROOT(Element.ANY, Room.ALL, Room.ONE, check ->
            check.blocks(_ -> CollectiveBuffers.ROOT, _ -> check.rank())),
    TO_ALL(Element.ANY, Room.ONE, Room.ALL, check -> check.blocks(from -> from, _ -> 0)),
    BLOCKS_TO_ALL(Element.ANY, Room.ALL, Room.ALL, check -> check.blocks(from -> from, _ -> check.rank())),
    TO_NEIGHBOURS(Element.ANY, Room.ONE, Room.NEIGHBOURS, check -> check.blocks(check::neighbour, _ -> 0)),
    /** What comes from the left is what was given to the right there. */
    BLOCKS_TO_NEIGHBOURS(Element.ANY, Room.NEIGHBOURS, Room.NEIGHBOURS, check ->
            check.blocks(check::neighbour, from -> 1 - from)),
    SUM_AT_ROOT(Element.FLOAT, Room.ONE, Room.ONE, check -> {
        if (check.isRoot()) {
            check.sums(check.ranks(), 0, check.count());
        }
    }),
    SUM_AT_ALL(Element.FLOAT, Room.ONE, Room.ONE, check -> check.sums(check.ranks(), 0, check.count())),
    SHARES_OF_SUM(Element.FLOAT, Room.ONE, Room.ONE, check ->
            check.sums(check.ranks(), check.firstOfShare(), check.share())),
    BLOCKS_OF_SUM(Element.FLOAT, Room.ALL, Room.ONE, check ->
            check.sums(check.ranks(), (long) check.rank() * check.count(), check.count())),
    SUM_UP_TO_RANK(Element.FLOAT, Room.ONE, Room.ONE, check -> check.sums(check.rank() + 1, 0, check.count())),
    /** Rank 0 gets nothing. */
    SUM_BEFORE_RANK(Element.FLOAT, Room.ONE, Room.ONE, check -> {
        if (check.rank() > 0) {
            check.sums(check.rank(), 0, check.count());
        }
    });

    /** What the buffers are of. */
    private enum Element {
        NONE,
        /** Whatever the kind of buffer holds. */
        ANY,
        FLOAT
    }

    /** What a buffer holds. */
    private enum Room {
        NONE(_ -> 0),
        ONE(_ -> 1),
        /** A block for each rank. */
        ALL(Intracomm::getSize),
        /** A block for each neighbour. */
        NEIGHBOURS(_ -> NEIGHBOUR_COUNT);

        final ToIntFunction<Intracomm> blocks;

        Room(ToIntFunction<Intracomm> blocks) {
            this.blocks = blocks;
        }
    }

    /** What looks at the result; throws if it is not what it must be. */
    private interface Outcome {
        void check(CollectiveCheck check);
    }

    /** In a ring of ranks. */
    static final int NEIGHBOUR_COUNT = 2;

    private final Element element;
    private final Room send;
    private final Room recv;
    private final Outcome outcome;

    CollectiveShape(Element element, Room send, Room recv, Outcome outcome) {
        this.element = element;
        this.send = send;
        this.recv = recv;
        this.outcome = outcome;
    }

    boolean isEmpty() {
        return element == Element.NONE;
    }

    boolean reduces() {
        return element == Element.FLOAT;
    }

    boolean hasNeighbours() {
        return send == Room.NEIGHBOURS || recv == Room.NEIGHBOURS;
    }

    /** The least size: that of an element of a kind of buffer. */
    int elements() {
        return reduces() ? Float.BYTES : 1;
    }

    /** How many blocks the longer buffer has. */
    int blocks(Intracomm world) {
        return Math.max(send.blocks.applyAsInt(world), recv.blocks.applyAsInt(world));
    }

    int sendBlocks(Intracomm world) {
        return send.blocks.applyAsInt(world);
    }

    int recvBlocks(Intracomm world) {
        return recv.blocks.applyAsInt(world);
    }

    /** The communicator to be used; what is made has to be freed. */
    Intracomm communicator(Intracomm world) {
        if (!hasNeighbours()) {
            return world;
        }
        return world.createCart(new int[] {world.getSize()}, new boolean[] {true}, false);
    }

    /** Looks whether the result is what it must be. */
    void check(CollectiveCheck check) {
        outcome.check(check);
    }
}
