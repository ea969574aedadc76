package mpj.core.coll.algo;

import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.coll.Algorithm;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.Operands;
import mpj.core.coll.Schedule;
import mpj.core.coll.Task;

/**
 * Up a tree whose ranks stand in order from left to right, in segments: a rank's own operand belongs between those of its
 * children, so operations that do not commute keep their order whatever the root. Either a binary tree or two chains, one
 * from each end to the root (the in-order tree and the pipeline of Pjesivac-Grbovic, Angskun, Bosilca, Fagg, Gabriel,
 * Dongarra: Performance Analysis of MPI Collective Operations, 2007; there the last rank is the tree's root, here the
 * ranks before and after the root are one subtree each).
 *
 * @param chain else a binary tree
 * @param segment bytes
 */
public record ReduceInOrder(boolean chain, long segment) implements Algorithm {
    private static final int NOBODY = -1;

    @Override
    public Kind kind() {
        return Kind.REDUCE;
    }

    @Override
    public String name() {
        return Segments.name(chain ? "chain" : "in-order-binary", segment);
    }

    @Override
    public double cost(Facts f, CostModel m) {
        double each = Math.min(f.data(), (double) segment);
        double local = m.host().reduce(each) + 2 * m.host().copy(each);
        if (chain) {
            return Costs.pipeline(f, m, f.ranks() - 1, f.data(), segment, local);
        }
        // of two children's messages
        double second = f.ranks() == 2 ? 0 : Costs.second(f, m, f.data(), segment);
        return Costs.pipeline(f, m, Costs.rounds(f.ranks(), 2), f.data(), segment, second + local);
    }

    /** A rank's relatives in the tree. */
    private record Node(int parent, int left, int right) {}

    private Node node(int rank, int size, int root) {
        int from = 0;
        int to = size;
        int parent = NOBODY;
        int top = root;
        while (top != rank) {
            parent = top;
            if (rank < top) {
                to = top;
                top = left(from, to);
            } else {
                from = top + 1;
                top = right(from, to);
            }
        }
        return new Node(parent, left(from, rank), right(rank + 1, to));
    }

    /** The top of a left subtree. */
    private int left(int from, int to) {
        return from == to ? NOBODY : chain ? to - 1 : (from + to) >>> 1;
    }

    /** The top of a right subtree. */
    private int right(int from, int to) {
        return from == to ? NOBODY : chain ? from : (from + to) >>> 1;
    }

    @Override
    public Schedule schedule(Task t) {
        Operands operands = t.operands().cut(segment);
        Node node = node(t.rank(), t.size(), t.root());
        Schedule.Builder steps = new Schedule.Builder();
        if (node.left == NOBODY && node.right == NOBODY && node.parent != NOBODY) {
            for (long first = 0; first < operands.count(); first += operands.piece()) {
                steps.send(node.parent, SEND, operands.at(first), operands.length(first), operands.layout());
                steps.await();
            }
        } else {
            pass(steps, node, operands);
        }
        return steps.build(operands, 4);
    }

    /** Results alternate between two pieces of scratch memory, of which the other is on its way meanwhile. */
    private static void pass(Schedule.Builder steps, Node node, Operands operands) {
        long stride = operands.stride();
        long left = 2 * stride;
        long own = 3 * stride;
        long result = 0;
        long before = 0;
        for (long first = 0; first < operands.count(); first += operands.piece()) {
            long n = operands.length(first);
            if (before > 0 && node.parent != NOBODY) {
                steps.send(node.parent, SCRATCH, stride - result, before, operands.layout());
            }
            receive(steps, node.left, left, n, operands);
            receive(steps, node.right, result, n, operands);
            if (node.right == NOBODY) {
                steps.copy(operands.load(operands.at(first), result, n));
            } else {
                steps.copy(operands.load(operands.at(first), own, n));
                steps.reduce(own, result, n);
            }
            if (node.left != NOBODY) {
                steps.reduce(left, result, n);
            }
            if (node.parent == NOBODY) {
                steps.await();
                steps.copy(operands.store(result, operands.at(first), n));
            }
            before = n;
            result = stride - result;
        }
        if (before > 0 && node.parent != NOBODY) {
            steps.await();
            steps.send(node.parent, SCRATCH, stride - result, before, operands.layout()).await();
        }
    }

    private static void receive(Schedule.Builder steps, int child, long at, long n, Operands operands) {
        if (child != NOBODY) {
            steps.receive(child, SCRATCH, at, n, operands.layout());
        }
    }
}
