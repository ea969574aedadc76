package mpj.core.topo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mpj.core.coll.Collectives;
import mpj.core.comm.Communicator;
import mpj.core.datatype.Layout;
import org.jspecify.annotations.Nullable;

/** Brings the edges of a graph, each known to some rank, to where they are needed. Collective. MPI 5.0, section 8.5.4. */
public final class DistributedGraph {
    private static final Layout INT = Layout.contiguous(Integer.BYTES);
    /** Which end the receiver is, the rank at the other end, the weight. */
    private static final int EDGE_INTS = 3;

    private static final Layout EDGE = Layout.contiguous((long) EDGE_INTS * Integer.BYTES);
    private static final int BEGINS = 0;
    private static final int ENDS = 1;

    private DistributedGraph() {}

    /**
     * The caller's edges, of those that all ranks give: in the order of the ranks that give them and of each in the order
     * given, so that both ends of parallel edges count them alike.
     *
     * @param sources where edges begin, {@code degrees[i]} of them at {@code sources[i]}
     * @param destinations where they end
     * @param weights of the edges; empty without weights
     */
    public static Adjacency exchange(
            Communicator core, int[] sources, int[] degrees, int[] destinations, int[] weights, boolean isWeighted) {
        List<List<int[]>> outgoing = new ArrayList<>();
        for (int i = 0; i < core.size(); i++) {
            outgoing.add(new ArrayList<>());
        }
        int edge = 0;
        for (int i = 0; i < sources.length; i++) {
            for (int k = 0; k < degrees[i]; k++, edge++) {
                int weight = isWeighted ? weights[edge] : 0;
                outgoing.get(sources[i]).add(new int[] {BEGINS, destinations[edge], weight});
                outgoing.get(destinations[edge]).add(new int[] {ENDS, sources[i], weight});
            }
        }
        return sorted(allToAll(core, outgoing), isWeighted);
    }

    private static int[] allToAll(Communicator core, List<List<int[]>> outgoing) {
        int size = core.size();
        int[] sendCounts = new int[size];
        for (int i = 0; i < size; i++) {
            sendCounts[i] = outgoing.get(i).size();
        }
        int[] recvCounts = new int[size];
        Collectives.alltoall(core, sendCounts, 0, 1, INT, recvCounts, 0, 1, INT);
        long[] sendDispls = displacements(sendCounts);
        long[] recvDispls = displacements(recvCounts);
        int[] received = new int[Math.toIntExact(recvDispls[size]) * EDGE_INTS];
        Collectives.alltoallv(
                core,
                flat(outgoing, (int) sendDispls[size]),
                0,
                wide(sendCounts),
                sendDispls,
                EDGE,
                received,
                0,
                wide(recvCounts),
                recvDispls,
                EDGE);
        return received;
    }

    private static int[] flat(List<List<int[]>> outgoing, int edges) {
        int[] flat = new int[edges * EDGE_INTS];
        int at = 0;
        for (List<int[]> ofRank : outgoing) {
            for (int[] edge : ofRank) {
                System.arraycopy(edge, 0, flat, at, EDGE_INTS);
                at += EDGE_INTS;
            }
        }
        return flat;
    }

    private static Adjacency sorted(int[] edges, boolean isWeighted) {
        int out = 0;
        for (int at = 0; at < edges.length; at += EDGE_INTS) {
            out += edges[at] == BEGINS ? 1 : 0;
        }
        int in = edges.length / EDGE_INTS - out;
        Adjacency sorted = new Adjacency(new int[in], new int[in], new int[out], new int[out], isWeighted);
        int nextIn = 0;
        int nextOut = 0;
        for (int at = 0; at < edges.length; at += EDGE_INTS) {
            if (edges[at] == BEGINS) {
                sorted.destinations()[nextOut] = edges[at + 1];
                sorted.destinationWeights()[nextOut++] = edges[at + 2];
            } else {
                sorted.sources()[nextIn] = edges[at + 1];
                sorted.sourceWeights()[nextIn++] = edges[at + 2];
            }
        }
        return sorted;
    }

    /** The edges of all places, in the order of the places, of which each rank gives its own. */
    public static Adjacency[] gather(Communicator core, Adjacency mine) {
        int size = core.size();
        int[] degrees = new int[2 * size];
        int[] own = {mine.sources().length, mine.destinations().length};
        Layout pair = Layout.contiguous(2L * Integer.BYTES);
        Collectives.allgather(core, own, 0, 1, pair, degrees, 0, 1, pair);
        int[] counts = new int[size];
        for (int i = 0; i < size; i++) {
            counts[i] = 2 * (degrees[2 * i] + degrees[2 * i + 1]);
        }
        long[] displs = displacements(counts);
        int[] all = new int[Math.toIntExact(displs[size])];
        Collectives.allgatherv(core, packed(mine), 0, 2L * (own[0] + own[1]), INT, all, 0, wide(counts), displs, INT);
        Adjacency[] places = new Adjacency[size];
        for (int i = 0; i < size; i++) {
            places[i] = unpacked(all, (int) displs[i], degrees[2 * i], degrees[2 * i + 1], mine.isWeighted());
        }
        return places;
    }

    private static int[] packed(Adjacency a) {
        int in = a.sources().length;
        int out = a.destinations().length;
        int[] packed = new int[2 * (in + out)];
        System.arraycopy(a.sources(), 0, packed, 0, in);
        System.arraycopy(a.sourceWeights(), 0, packed, in, in);
        System.arraycopy(a.destinations(), 0, packed, 2 * in, out);
        System.arraycopy(a.destinationWeights(), 0, packed, 2 * in + out, out);
        return packed;
    }

    private static Adjacency unpacked(int[] all, int at, int in, int out, boolean isWeighted) {
        int end = at + 2 * in;
        return new Adjacency(
                Arrays.copyOfRange(all, at, at + in),
                Arrays.copyOfRange(all, at + in, end),
                Arrays.copyOfRange(all, end, end + out),
                Arrays.copyOfRange(all, end + out, end + 2 * out),
                isWeighted);
    }

    /** The ranks at the other ends of each place's edges. */
    public static int[][] neighbours(Adjacency[] places) {
        int[][] neighbours = new int[places.length][];
        Arrays.setAll(neighbours, i -> places[i].ends());
        return neighbours;
    }

    /** The weights of those edges; null where the graph has none. */
    public static int @Nullable [][] weights(Adjacency[] places) {
        if (!places[0].isWeighted()) {
            return null;
        }
        int[][] weights = new int[places.length][];
        Arrays.setAll(weights, i -> places[i].weights());
        return weights;
    }

    /** Where blocks of these lengths begin, and where the last one ends. */
    private static long[] displacements(int[] counts) {
        long[] displs = new long[counts.length + 1];
        for (int i = 0; i < counts.length; i++) {
            displs[i + 1] = displs[i] + counts[i];
        }
        return displs;
    }

    private static long[] wide(int[] counts) {
        return Arrays.stream(counts).asLongStream().toArray();
    }
}
