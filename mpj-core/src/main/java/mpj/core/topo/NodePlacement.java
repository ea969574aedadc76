package mpj.core.topo;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import mpj.core.comm.Communicator;
import org.jspecify.annotations.Nullable;

/**
 * Which rank takes which place of a topology, so that few neighbours are on different nodes.
 *
 * <p>Every rank computes this for itself from the same values. Of the candidates - the ranks in their own order, the
 * places in the order in which a region grows along its edges, and for grids the tilings by blocks of a node's size -
 * the one whose edges between nodes weigh least is taken, the first one of equals. To find the best of all is NP-hard.
 */
public final class NodePlacement {
    private final int[] nodes;
    private final int[][] neighbours;
    /** Of the edges to the neighbours; null: all weigh the same. */
    private final int @Nullable [][] weights;
    /** The ranks that take part, node by node. */
    private final int[] ranks;

    private int[] best;
    private long bestCut;

    private NodePlacement(int[] nodes, int[][] neighbours, int @Nullable [][] weights) {
        this.nodes = nodes;
        this.neighbours = neighbours;
        this.weights = weights;
        this.ranks = byNode(nodes, neighbours.length);
        int[] own = new int[neighbours.length];
        Arrays.setAll(own, i -> i);
        best = own;
        bestCut = cut(own);
    }

    /**
     * The places of a graph's vertices.
     *
     * @param nodes the node of each rank; any numbers that differ from node to node
     * @param neighbours of each place; at most as many places as ranks, numbers outside the places are nobody
     * @param weights of the edges to them, how much is lost where one is between nodes; null: all lose the same
     * @return the place of each rank, {@code UNDEFINED} for those that have none
     */
    public static int[] ofGraph(int[] nodes, int[][] neighbours, int @Nullable [][] weights) {
        NodePlacement placement = new NodePlacement(nodes, neighbours, weights);
        if (placement.mayGain()) {
            placement.consider(placement.grown());
        }
        return placement.result();
    }

    /** The places of a grid, likewise. */
    public static int[] ofGrid(int[] nodes, Grid grid) {
        int[][] neighbours = new int[(int) grid.size()][];
        Arrays.setAll(neighbours, grid::neighbours);
        NodePlacement placement = new NodePlacement(nodes, neighbours, null);
        if (placement.mayGain()) {
            placement.consider(placement.grown());
            int perNode = placement.ranksPerNode();
            if (perNode > 0) {
                placement.tilings(grid, perNode, new int[grid.dimensions()], 0);
            }
        }
        return placement.result();
    }

    /** The first {@code count} ranks of the communicator, those of a node together, nodes by their first rank. */
    private static int[] byNode(int[] nodes, int count) {
        Map<Integer, ArrayDeque<Integer>> members = new LinkedHashMap<>();
        for (int rank = 0; rank < count; rank++) {
            members.computeIfAbsent(nodes[rank], _ -> new ArrayDeque<>()).add(rank);
        }
        return members.values().stream()
                .flatMap(ArrayDeque::stream)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private boolean mayGain() {
        return bestCut > 0;
    }

    /** The number of ranks on every node; 0 where they differ. */
    private int ranksPerNode() {
        int perNode = 0;
        for (int from = 0, to; from < ranks.length; from = to) {
            to = from;
            while (to < ranks.length && nodes[ranks[to]] == nodes[ranks[from]]) {
                to++;
            }
            if (perNode != 0 && to - from != perNode) {
                return 0;
            }
            perNode = to - from;
        }
        return perNode;
    }

    private int weight(int place, int edge) {
        return weights == null ? 1 : weights[place][edge];
    }

    /** The weight of the edges between nodes, if rank {@code i} takes place {@code placeOf[i]}. */
    private long cut(int[] placeOf) {
        int[] nodeOfPlace = new int[placeOf.length];
        for (int rank = 0; rank < placeOf.length; rank++) {
            nodeOfPlace[placeOf[rank]] = nodes[rank];
        }
        long cut = 0;
        for (int place = 0; place < neighbours.length; place++) {
            for (int edge = 0; edge < neighbours[place].length; edge++) {
                int neighbour = neighbours[place][edge];
                if (isPlace(neighbour) && nodeOfPlace[neighbour] != nodeOfPlace[place]) {
                    cut += weight(place, edge);
                }
            }
        }
        return cut;
    }

    private boolean isPlace(int number) {
        return number >= 0 && number < neighbours.length;
    }

    /** Takes the places in this order, node after node, if that is better than the best so far. */
    private void consider(int[] order) {
        int[] placeOf = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            placeOf[ranks[i]] = order[i];
        }
        long cut = cut(placeOf);
        if (cut < bestCut) {
            best = placeOf;
            bestCut = cut;
        }
    }

    private int[] result() {
        int[] placeOf = new int[nodes.length];
        Arrays.fill(placeOf, Communicator.UNDEFINED);
        System.arraycopy(best, 0, placeOf, 0, best.length);
        return placeOf;
    }

    /**
     * For each node a region: it begins at the first free place and takes the place next whose edges into it weigh
     * most, of equals the one that has bordered on it the longest.
     */
    private int[] grown() {
        int[] order = new int[neighbours.length];
        boolean[] taken = new boolean[neighbours.length];
        int firstFree = 0;
        int done = 0;
        while (done < order.length) {
            int node = nodes[ranks[done]];
            Map<Integer, Long> border = new LinkedHashMap<>();
            while (done < order.length && nodes[ranks[done]] == node) {
                int next = heaviest(border);
                if (next < 0) {
                    while (taken[firstFree]) {
                        firstFree++;
                    }
                    next = firstFree;
                }
                taken[next] = true;
                border.remove(next);
                order[done++] = next;
                for (int edge = 0; edge < neighbours[next].length; edge++) {
                    int neighbour = neighbours[next][edge];
                    if (isPlace(neighbour) && !taken[neighbour]) {
                        border.merge(neighbour, (long) weight(next, edge), Long::sum);
                    }
                }
            }
        }
        return order;
    }

    private static int heaviest(Map<Integer, Long> border) {
        int found = -1;
        long most = -1;
        for (Map.Entry<Integer, Long> place : border.entrySet()) {
            if (place.getValue() > most) {
                found = place.getKey();
                most = place.getValue();
            }
        }
        return found;
    }

    /** Considers all tilings by blocks of {@code left} places whose first sides are chosen. */
    private void tilings(Grid grid, int left, int[] block, int dimension) {
        if (dimension == block.length) {
            if (left == 1) {
                consider(tiled(grid, block));
            }
            return;
        }
        for (int side = 1; side <= left; side++) {
            if (left % side == 0 && grid.dim(dimension) % side == 0) {
                block[dimension] = side;
                tilings(grid, left / side, block, dimension + 1);
            }
        }
    }

    /** The grid's places, block after block. */
    private static int[] tiled(Grid grid, int[] block) {
        int[] tiles = new int[block.length];
        Arrays.setAll(tiles, d -> grid.dim(d) / block[d]);
        Grid outer = new Grid(tiles, new boolean[block.length]);
        Grid inner = new Grid(block, new boolean[block.length]);
        int perBlock = (int) inner.size();
        int[] order = new int[(int) grid.size()];
        for (int i = 0; i < order.length; i++) {
            int[] coords = outer.coords(i / perBlock);
            int[] within = inner.coords(i % perBlock);
            for (int d = 0; d < block.length; d++) {
                coords[d] = coords[d] * block[d] + within[d];
            }
            order[i] = grid.place(coords);
        }
        return order;
    }
}
