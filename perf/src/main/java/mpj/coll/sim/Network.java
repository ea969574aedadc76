package mpj.coll.sim;

import mpj.core.coll.NodeMap;

/**
 * Everything that messages share and occupy for a time, in one array: each rank's port for messages within its node;
 * each node's adapter, one part for either direction; the links of a fat tree between the switches.
 *
 * <p>A message's way is a number of legs, each of which ends in one of these: within a node the receiver's port;
 * between nodes the sender's adapter, links up as far as necessary, links down, the receiver's adapter. Of a switch's
 * links the receiver's node decides (as d-mod-k routing does), so two messages between the same nodes go the same way.
 */
final class Network {
    private final NodeMap nodes;
    private final Fabric fabric;
    /** When each is free again. */
    private final double[] freeAt;

    private final int sending;
    private final int receiving;
    /** By level, from 1: the nodes below a switch, its links to one direction, and the first link up and down. */
    private final int[] below;

    private final int[] lanes;
    private final int[] up;
    private final int[] down;

    Network(NodeMap nodes, Fabric fabric) {
        this.nodes = nodes;
        this.fabric = fabric;
        this.sending = nodes.ranks();
        this.receiving = sending + nodes.nodes();
        int levels = levels(nodes.nodes(), fabric.nodesPerSwitch());
        this.below = new int[levels + 1];
        this.lanes = new int[levels + 1];
        this.up = new int[levels + 1];
        this.down = new int[levels + 1];
        this.freeAt = new double[layOut(receiving + nodes.nodes())];
    }

    /** The levels of switches that have others above them. */
    private static int levels(int nodes, int fanOut) {
        int levels = 0;
        for (long reach = fanOut; reach < nodes; reach *= fanOut) {
            levels++;
        }
        return levels;
    }

    /** Gives numbers to links; answers the number of all. */
    private int layOut(int first) {
        int next = first;
        int reach = 1;
        for (int level = 1; level < below.length; level++) {
            reach *= fabric.nodesPerSwitch();
            int switches = (nodes.nodes() + reach - 1) / reach;
            below[level] = reach;
            lanes[level] = (int) Math.max(1, Math.round(reach / Math.pow(fabric.taper(), level)));
            up[level] = next;
            down[level] = next + switches * lanes[level];
            next += 2 * switches * lanes[level];
        }
        return next;
    }

    /** The levels of switches that a message between two nodes goes up. */
    private int climb(int from, int to) {
        int climb = 0;
        while (climb + 1 < below.length && from / below[climb + 1] != to / below[climb + 1]) {
            climb++;
        }
        return climb;
    }

    boolean isWithinNode(int from, int to) {
        return nodes.node(from) == nodes.node(to);
    }

    /** Whether the way between two ranks ends with this leg, counted from 0. */
    boolean isLast(int from, int to, int leg) {
        return isWithinNode(from, to) || leg == 2 * climb(nodes.node(from), nodes.node(to)) + 1;
    }

    /** The time from the beginning of a leg to when the message is at the next one. */
    double hop(int leg, double latency) {
        return leg == 0 ? latency : fabric.hop();
    }

    /**
     * Has a message go through the end of a leg as soon as that is free.
     *
     * @param duration how long it occupies it
     * @return when it begins to
     */
    double pass(int from, int to, int leg, double now, double duration) {
        int place = place(from, to, leg);
        double begin = Math.max(now, freeAt[place]);
        freeAt[place] = begin + duration;
        return begin;
    }

    private int place(int from, int to, int leg) {
        int source = nodes.node(from);
        int target = nodes.node(to);
        if (source == target) {
            return to;
        }
        int climb = climb(source, target);
        if (leg == 0) {
            return sending + source;
        } else if (leg <= climb) {
            return up[leg] + link(source, target, leg);
        } else if (leg <= 2 * climb) {
            int level = 2 * climb + 1 - leg;
            return down[level] + link(target, target, level);
        }
        return receiving + target;
    }

    /** A link of the switch that a node is below, at a level. */
    private int link(int node, int target, int level) {
        return node / below[level] * lanes[level] + target % lanes[level];
    }

}
