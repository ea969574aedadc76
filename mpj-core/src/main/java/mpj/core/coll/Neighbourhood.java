package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;

/**
 * Blocks to and from a rank's neighbours in a topology, straight to each, and one message for all that goes to the same
 * rank as far as it is short: message combining of Traeff, Luebbe, Rougier, Hunold: Isomorphic, Sparse MPI-like
 * Collective Communication Operations for Parallel Stencil Computations, 2015. In a grid these are the neighbours in
 * periodic dimensions of two places; where a dimension has more, no message could carry another one's block, as each
 * neighbour differs from the rank in one coordinate alone.
 *
 * <p>What decides is what both ends of an edge know: how many edges there are between the two, their bytes together, and
 * whether all neighbours are given the same. Ranks that disagree on these bytes find messages of wrong lengths.
 */
public final class Neighbourhood {
    /** Beyond it a message is nothing beside its bytes, which would be copied twice more. */
    private static final long MOST_COMBINED = 16 << 10;

    private static final long NOT_PACKED = -1;

    private final int rank;
    private final Blocks send;
    private final Blocks recv;
    /** Whether all neighbours are given block 0 of {@link #send}. */
    private final boolean same;

    private final Schedule.Builder steps = new Schedule.Builder().unlimited();
    /** What is done when all messages have come. */
    private final List<Step.Copy> last = new ArrayList<>();

    private long scratch;

    private Neighbourhood(int rank, Blocks send, Blocks recv, boolean same) {
        this.rank = rank;
        this.send = send;
        this.recv = recv;
        this.same = same;
    }

    /**
     * All messages at once; {@code PROC_NULL} is nobody.
     *
     * @param sources where blocks come from; blocks from one rank are taken in the order of this array
     * @param destinations where blocks go; blocks to one rank leave in the order of this array
     * @param places the block of {@code recv} that each source fills
     * @param same whether all destinations are given block 0 of {@code send}
     * @throws EngineException ARG if of the rank's edges to itself fewer begin than end, or more
     */
    public static Schedule of(
            int rank, int[] sources, int[] destinations, int[] places, Blocks send, Blocks recv, boolean same) {
        int[] given = new int[destinations.length];
        if (!same) {
            Arrays.setAll(given, i -> i);
        }
        return new Neighbourhood(rank, send, recv, same).build(byPeer(sources, places), byPeer(destinations, given));
    }

    /** The blocks for each peer, in their order. */
    private static Map<Integer, List<Integer>> byPeer(int[] peers, int[] blocks) {
        Map<Integer, List<Integer>> byPeer = new LinkedHashMap<>();
        for (int i = 0; i < peers.length; i++) {
            if (peers[i] != Communicator.PROC_NULL) {
                byPeer.computeIfAbsent(peers[i], _ -> new ArrayList<>()).add(blocks[i]);
            }
        }
        return byPeer;
    }

    private Schedule build(Map<Integer, List<Integer>> incoming, Map<Integer, List<Integer>> outgoing) {
        List<Integer> toMe = incoming.getOrDefault(rank, List.of());
        List<Integer> fromMe = outgoing.getOrDefault(rank, List.of());
        if (fromMe.size() != toMe.size()) {
            throw new EngineException(
                    ErrorClass.ARG,
                    "of edges from rank " + rank + " to itself " + fromMe.size() + " begin and " + toMe.size() + " end");
        }
        incoming.remove(rank);
        outgoing.remove(rank);
        Map<Integer, Long> packed = new HashMap<>();
        outgoing.forEach((peer, blocks) -> {
            if (isCombined(send, blocks)) {
                packed.put(peer, pack(blocks));
            }
        });
        incoming.forEach(this::receive);
        outgoing.forEach((peer, blocks) -> send(peer, blocks, packed.getOrDefault(peer, NOT_PACKED)));
        for (int i = 0; i < toMe.size(); i++) {
            steps.copy(copy(SEND, send, fromMe.get(i), toMe.get(i)));
        }
        if (!last.isEmpty()) {
            steps.await();
            last.forEach(steps::copy);
        }
        return steps.build(scratch);
    }

    private boolean isCombined(Blocks of, List<Integer> blocks) {
        return !same && blocks.size() > 1 && bytes(of, blocks) <= MOST_COMBINED;
    }

    private static long bytes(Blocks of, List<Integer> blocks) {
        long bytes = 0;
        for (int block : blocks) {
            bytes += of.bytes(block);
        }
        return bytes;
    }

    /** Takes scratch memory for so many bytes. */
    private long take(long bytes) {
        long at = scratch;
        scratch += Schedule.aligned(bytes);
        return at;
    }

    /** Brings blocks together; where they are then. */
    private long pack(List<Integer> blocks) {
        long first = take(bytes(send, blocks));
        long at = first;
        for (int block : blocks) {
            long n = send.bytes(block);
            steps.copy(new Step.Copy(
                    SEND, send.at(block), send.count(block), send.layout(block), SCRATCH, at, n, Layout.BYTES));
            at += n;
        }
        return first;
    }

    private void send(int peer, List<Integer> blocks, long packed) {
        if (packed != NOT_PACKED) {
            steps.send(peer, SCRATCH, packed, bytes(send, blocks), Layout.BYTES);
            return;
        }
        for (int block : same ? blocks.subList(0, 1) : blocks) {
            steps.send(peer, SEND, send.at(block), send.count(block), send.layout(block));
        }
    }

    private void receive(int peer, List<Integer> blocks) {
        if (isCombined(recv, blocks)) {
            receivePacked(peer, blocks);
            return;
        }
        for (int block : same ? blocks.subList(0, 1) : blocks) {
            steps.receive(peer, RECEIVE, recv.at(block), recv.count(block), recv.layout(block));
        }
        if (same) {
            int first = blocks.getFirst();
            blocks.subList(1, blocks.size()).forEach(block -> last.add(copy(RECEIVE, recv, first, block)));
        }
    }

    private void receivePacked(int peer, List<Integer> blocks) {
        long bytes = bytes(recv, blocks);
        long at = take(bytes);
        steps.receive(peer, SCRATCH, at, bytes, Layout.BYTES);
        for (int block : blocks) {
            long n = recv.bytes(block);
            last.add(new Step.Copy(
                    SCRATCH, at, n, Layout.BYTES, RECEIVE, recv.at(block), recv.count(block), recv.layout(block)));
            at += n;
        }
    }

    /** A block to one of the result. */
    private Step.Copy copy(int buffer, Blocks from, int block, int to) {
        return new Step.Copy(
                buffer,
                from.at(block),
                from.count(block),
                from.layout(block),
                RECEIVE,
                recv.at(to),
                recv.count(to),
                recv.layout(to));
    }
}
