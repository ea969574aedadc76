package mpj.core.coll.algo;

import java.util.function.IntUnaryOperator;
import mpj.core.coll.NodeMap;
import mpj.core.coll.Task;

/**
 * Ranks that do a part of a call together, each with a place from 0 on: all of them, those of a node, or one of each
 * node. The parts that algorithms are made of work on places.
 *
 * @param place of the task's rank; {@link #OUTSIDE} if it is none of them
 * @param ranks from place to rank
 */
record Team(int place, int size, IntUnaryOperator ranks) {
    static final int OUTSIDE = -1;

    /** The rank at a place. */
    int rank(int otherPlace) {
        return ranks.applyAsInt(otherPlace);
    }

    boolean includesMe() {
        return place != OUTSIDE;
    }

    /** All ranks, counted from {@code first} on. */
    static Team all(Task t, int first) {
        int size = t.size();
        return new Team(distance(first, t.rank(), size), size, place -> ahead(first, place, size));
    }

    /** The ranks of the task's node, counted from the root, where it is there, or the leader. */
    static Team node(Task t, int root) {
        NodeMap nodes = t.nodes();
        int node = nodes.node(t.rank());
        int size = nodes.size(node);
        int first = node == nodes.node(root) ? nodes.place(root) : 0;
        return new Team(
                distance(first, nodes.place(t.rank()), size),
                size,
                place -> nodes.member(node, ahead(first, place, size)));
    }

    /** The nodes' leaders, that of the root's node being the root, counted from it. */
    static Team leaders(Task t, int root) {
        NodeMap nodes = t.nodes();
        int home = nodes.node(root);
        int count = nodes.nodes();
        int node = nodes.node(t.rank());
        int leader = node == home ? root : nodes.leader(node);
        return new Team(
                t.rank() == leader ? distance(home, node, count) : OUTSIDE,
                count,
                place -> place == 0 ? root : nodes.leader(ahead(home, place, count)));
    }

    private static int distance(int from, int to, int size) {
        return to >= from ? to - from : to - from + size;
    }

    private static int ahead(int from, int distance, int size) {
        // the sum may be larger than an int
        return distance < size - from ? from + distance : from - size + distance;
    }
}
