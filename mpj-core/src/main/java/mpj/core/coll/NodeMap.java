package mpj.core.coll;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which ranks of a communicator share memory. Nodes are numbered in the order of their lowest ranks, a node's leader is
 * its lowest rank. Immutable, and shared by whatever makes schedules.
 */
public final class NodeMap {
    private final int[] nodes;
    /** Where each node's members begin in {@link #members}. */
    private final int[] starts;
    /** Ranks by node, ascending within it. */
    private final int[] members;
    /** A rank's index among the members of its node. */
    private final int[] places;

    private final int ranksPerNode;

    private NodeMap(int[] nodes, int count) {
        this.nodes = nodes;
        this.starts = new int[count + 1];
        this.members = new int[nodes.length];
        this.places = new int[nodes.length];
        for (int node : nodes) {
            starts[node + 1]++;
        }
        this.ranksPerNode = Arrays.stream(starts).max().orElse(0);
        for (int i = 0; i < count; i++) {
            starts[i + 1] += starts[i];
        }
        int[] filled = new int[count];
        for (int rank = 0; rank < nodes.length; rank++) {
            int node = nodes[rank];
            places[rank] = filled[node];
            members[starts[node] + filled[node]++] = rank;
        }
    }

    /** Of what each rank gives as the number of its node; any numbers, equal for ranks that share memory. */
    public static NodeMap of(int[] nodeOfRank) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] nodes = new int[nodeOfRank.length];
        for (int rank = 0; rank < nodes.length; rank++) {
            nodes[rank] = numbers.computeIfAbsent(nodeOfRank[rank], _ -> numbers.size());
        }
        return new NodeMap(nodes, numbers.size());
    }

    /** Ranks placed node by node, as many on each but perhaps the last. */
    public static NodeMap blocks(int ranks, int ranksPerNode) {
        int[] nodes = new int[ranks];
        Arrays.setAll(nodes, rank -> rank / ranksPerNode);
        return new NodeMap(nodes, ranks == 0 ? 0 : nodes[ranks - 1] + 1);
    }

    /** Ranks that all share memory. */
    public static NodeMap single(int ranks) {
        return blocks(ranks, Math.max(1, ranks));
    }

    /** The number of ranks. */
    public int ranks() {
        return nodes.length;
    }

    /** The number of nodes. */
    public int nodes() {
        return starts.length - 1;
    }

    /** The most ranks on one node. */
    public int ranksPerNode() {
        return ranksPerNode;
    }

    /** The node of a rank. */
    public int node(int rank) {
        return nodes[rank];
    }

    /** A rank's index among those of its node. */
    public int place(int rank) {
        return places[rank];
    }

    /** The number of a node's ranks. */
    public int size(int node) {
        return starts[node + 1] - starts[node];
    }

    /** The rank with an index on a node. */
    public int member(int node, int place) {
        return members[starts[node] + place];
    }

    /** The lowest rank of a node. */
    public int leader(int node) {
        return member(node, 0);
    }
}
