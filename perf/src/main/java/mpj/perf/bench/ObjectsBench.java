package mpj.perf.bench;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import mpi.Comm;
import mpi.MPI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ping-pong of ranks 0 and 1 with whole objects; the result is the round trip. {@code objects.py} is its peer. */
@Command(name = "objects", description = "ping-pong of two ranks with whole objects: the round trip")
final class ObjectsBench extends JobCommand {
    private static final int TAG = 1;
    /** Nodes of the trees: as many as take about 1 MB when Java or pickle has written them. */
    private static final int NODES = (1 << 15) - 1;

    private static final int ARRAY_LENGTH = 8_000_000;
    private static final int LIST_LENGTH = 100;

    @Option(
            names = {"-i", "--iterations"},
            paramLabel = "N",
            converter = Count.Positive.class,
            description = "measured round trips (default: ${DEFAULT-VALUE})")
    int iterations = 20;

    @Option(
            names = {"-x", "--warmup"},
            paramLabel = "N",
            converter = Count.OrNone.class,
            description = "round trips before measuring (default: ${DEFAULT-VALUE})")
    int warmup = 100;

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            split = ",",
            description = "what is sent: ${COMPLETION-CANDIDATES} (default: all)")
    Set<Shape> shapes = EnumSet.allOf(Shape.class);

    /** What is sent. */
    enum Shape {
        /** A string of some letters. */
        STRING {
            @Override
            Object make() {
                return "a short message";
            }
        },
        /** A balanced tree of small objects of a class, 1 MB. */
        TREE {
            @Override
            Object make() {
                return new Node(1, Node.tree(2, NODES), Node.tree(3, NODES));
            }
        },
        /** The same of records. */
        RECORDS {
            @Override
            Object make() {
                return new Branch(1, 0.5, "node 1", Branch.tree(2, NODES), Branch.tree(3, NODES));
            }
        },
        /** An array of 64 MB. */
        ARRAY {
            @Override
            Object make() {
                return ones();
            }
        },
        /** A list that holds the array of 64 MB and some numbers. */
        LIST {
            @Override
            Object make() {
                Object[] list = new Object[LIST_LENGTH];
                for (int i = 0; i < LIST_LENGTH; i++) {
                    list[i] = i;
                }
                list[LIST_LENGTH / 2] = ones();
                return list;
            }
        };

        abstract Object make();

        private static double[] ones() {
            double[] ones = new double[ARRAY_LENGTH];
            Arrays.fill(ones, 1);
            return ones;
        }
    }

    private static final class Node implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        final int key;
        final double weight;
        final String label;
        final @Nullable Node left;
        final @Nullable Node right;

        private Node(int key, @Nullable Node left, @Nullable Node right) {
            this.key = key;
            this.weight = 0.5 * key;
            this.label = "node " + key;
            this.left = left;
            this.right = right;
        }

        boolean isSame(@Nullable Object other) {
            return other instanceof Node node
                    && key == node.key
                    && weight == node.weight
                    && label.equals(node.label)
                    && (left == null ? node.left == null : left.isSame(node.left))
                    && (right == null ? node.right == null : right.isSame(node.right));
        }

        static @Nullable Node tree(int key, int nodes) {
            return key > nodes ? null : new Node(key, tree(2 * key, nodes), tree(2 * key + 1, nodes));
        }
    }

    private record Branch(int key, double weight, String label, @Nullable Branch left, @Nullable Branch right) {
        static @Nullable Branch tree(int key, int nodes) {
            return key > nodes
                    ? null
                    : new Branch(key, 0.5 * key, "node " + key, tree(2 * key, nodes), tree(2 * key + 1, nodes));
        }
    }

    ObjectsBench() {
        super(2);
    }

    @Override
    void measure(Comm world, Report report) {
        Table table = report.table("codec " + MPI.getCodec().name(), "Shape", "Round trip (ms)");
        for (Shape shape : shapes) {
            Object object = shape.make();
            world.barrier();
            check(object, exchange(world, object, warmup));
            long start = System.nanoTime();
            exchange(world, object, iterations);
            double milliseconds = (System.nanoTime() - start) / 1e6 / iterations;
            if (world.getRank() == 0) {
                table.row(shape.name().toLowerCase(Locale.ROOT), milliseconds);
            }
        }
    }

    /** The object that came back last; the object itself where nothing did. */
    private static Object exchange(Comm world, Object object, int iterations) {
        Object back = object;
        for (int i = 0; i < iterations; i++) {
            if (world.getRank() == 0) {
                world.send(object, 1, TAG);
                back = world.recv(1, TAG);
            } else if (world.getRank() == 1) {
                Object there = world.recv(0, TAG);
                world.send(there, 0, TAG);
            }
        }
        return back;
    }

    private static void check(Object sent, Object back) {
        boolean same = sent instanceof Node node
                ? node.isSame(back)
                : Objects.deepEquals(new Object[] {sent}, new Object[] {back});
        if (!same) {
            throw new IllegalStateException("what came back is not what was sent: " + sent.getClass());
        }
    }
}
