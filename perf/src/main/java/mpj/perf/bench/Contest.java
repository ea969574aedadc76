package mpj.perf.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import mpi.Info;
import mpi.Intracomm;
import mpi.MPI;
import mpj.core.coll.Algorithm;
import mpj.core.coll.Algorithms;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.choice.SharedMemory;

/** The algorithms of collective operations against each other, in one job; all ranks do the same. */
final class Contest {
    /** Where a call uses the algorithm that the library chooses. */
    static final String CHOICE = "chosen";

    /** Of each algorithm, before its first size and before others. */
    private static final double FIRST_WARM_UP_S = 0.5;

    private static final double WARM_UP_S = 0.1;
    private static final int LEAST_CALLS = 3;
    private static final int MOST_CALLS = 5000;
    /** Of a buffer: with many ranks there are algorithms for small blocks alone to be told apart. */
    private static final long MOST_BYTES = 256 << 20;

    private final Intracomm world;
    private final int rounds;
    private final double slice;
    private final long deadlineNs;
    private final int nodes;
    private final int ranksPerNode;
    private final CostModel.Link transport;

    /**
     * @param slice seconds that a measurement takes
     * @param seconds after which no other size is begun; the ranks' clocks need not agree
     */
    Contest(Intracomm world, int rounds, double slice, long seconds) {
        this.world = world;
        this.rounds = rounds;
        this.slice = slice;
        this.deadlineNs = System.nanoTime() + 1_000_000_000L * seconds;
        int[] here = places();
        ranksPerNode = Arrays.stream(here).max().orElse(1);
        // each node's first rank has counted its node
        nodes = (int) Arrays.stream(here).filter(ranks -> ranks > 0).count();
        String name = MPI.INFO_ENV.get("mpj_transport");
        transport = CostModel.Link.valueOf(String.valueOf(name).toUpperCase(Locale.ROOT));
    }

    /** At the place of each node's first rank how many ranks are there, elsewhere 0. */
    private int[] places() {
        var node = world.splitType(Intracomm.TYPE_SHARED, 0, MPI.INFO_NULL);
        int[] all = new int[world.getSize()];
        int[] mine = {node.getRank() == 0 ? node.getSize() : 0};
        world.allGather(mine, 1, MPI.INT, all, 1, MPI.INT);
        node.free();
        return all;
    }

    int ranks() {
        return world.getSize();
    }

    int nodes() {
        return nodes;
    }

    int ranksPerNode() {
        return ranksPerNode;
    }

    CostModel.Link transport() {
        return transport;
    }

    /** What a call of so many bytes is chosen by; reductions are sums. */
    Facts facts(Kind kind, long bytes) {
        return new Facts(kind, world.getSize(), nodes, ranksPerNode, bytes, true);
    }

    /**
     * The times of an operation's algorithms.
     *
     * @param names of the algorithms
     * @param sizes as {@link Facts#bytes} counts them, ascending
     * @param times for each size and algorithm the seconds of a call in each round, ascending; none of an algorithm that
     *     does not apply
     */
    record Result(Kind kind, List<String> names, List<Long> sizes, List<double[][]> times) {
        /** The median of an algorithm's times at the size of this place; NaN if it does not apply. */
        double median(int size, int algorithm) {
            double[] sorted = times.get(size)[algorithm];
            return sorted.length == 0 ? Double.NaN : Median.of(sorted);
        }

        /** The medians of all algorithms. */
        double[] medians(int size) {
            double[] medians = new double[names.size()];
            Arrays.setAll(medians, algorithm -> median(size, algorithm));
            return medians;
        }

        /** The place of the algorithm with the least median. */
        int best(int size) {
            return Tuner.best(medians(size));
        }
    }

    /**
     * Measures all algorithms of an operation and shows the medians at rank 0. Sizes that are left when the time is up
     * are left out.
     *
     * @param withChoice whether what the library chooses is measured beside them, as the first one
     */
    Result measure(Kind kind, long[] sizes, boolean withChoice, Report report, String progress) {
        List<Candidate> candidates = candidates(kind, withChoice);
        List<String> names = candidates.stream().map(Candidate::name).toList();
        List<String> columns = new ArrayList<>(List.of("Size"));
        names.forEach(name -> columns.add(name + " (us)"));
        String title = kind.option() + " over " + transport.name().toLowerCase(Locale.ROOT) + progress;
        Table table = report.table(title, columns.toArray(new String[0]));
        Result result = new Result(kind, names, new ArrayList<>(), new ArrayList<>());
        for (long size : sizes) {
            if (CollectiveLoop.bytesOfBuffers(kind, size, world.getSize()) > MOST_BYTES || isTimeUp()) {
                break;
            }
            CollectiveLoop loop = new CollectiveLoop(kind, size, world.getSize());
            List<Long> measured = result.sizes;
            if (measured.isEmpty() || loop.bytes() > measured.getLast()) {
                result.times.add(times(loop, candidates, measured.isEmpty() ? FIRST_WARM_UP_S : WARM_UP_S));
                measured.add(loop.bytes());
                double[] medians = result.medians(measured.size() - 1);
                table.row(loop.bytes(), Arrays.stream(medians).map(s -> s * 1e6).toArray());
            }
        }
        candidates.forEach(candidate -> candidate.comm.free());
        return result;
    }

    /** By rank 0's clock. */
    private boolean isTimeUp() {
        int[] up = {System.nanoTime() - deadlineNs > 0 ? 1 : 0};
        world.bcast(up, 1, MPI.INT, 0);
        return up[0] > 0;
    }

    /** A way to do an operation, and a communicator on which it is done so. */
    private record Candidate(String name, Intracomm comm, Predicate<Facts> applies) {}

    private List<Candidate> candidates(Kind kind, boolean withChoice) {
        List<Candidate> candidates = new ArrayList<>();
        if (withChoice) {
            candidates.add(new Candidate(CHOICE, world.dup(), _ -> true));
        }
        if (nodes == 1 && transport == CostModel.Link.SHM) {
            long most = SharedMemory.most(kind, world.getSize());
            candidates.add(candidate(kind, SharedMemory.NAME, facts -> facts.bytes() <= most));
        }
        for (Algorithm algorithm : Algorithms.of(kind)) {
            candidates.add(candidate(kind, algorithm.name(), algorithm::applies));
        }
        return candidates;
    }

    private Candidate candidate(Kind kind, String name, Predicate<Facts> applies) {
        Info hint = Info.of(Map.of("mpj_coll_" + kind.option(), name));
        return new Candidate(name, world.dupWithInfo(hint), applies);
    }

    /** The candidates' times in each round, in seconds, ascending; none of one that does not apply. */
    private double[][] times(CollectiveLoop loop, List<Candidate> candidates, double warmUp) {
        Facts facts = facts(loop.kind(), loop.bytes());
        int[] calls = new int[candidates.size()];
        double[][] times = new double[candidates.size()][];
        for (int i = 0; i < calls.length; i++) {
            Candidate candidate = candidates.get(i);
            calls[i] = candidate.applies.test(facts) ? warmUp(loop, candidate.comm, warmUp) : 0;
            times[i] = new double[calls[i] == 0 ? 0 : rounds];
        }
        List<Integer> order = new ArrayList<>(IntStream.range(0, calls.length).boxed().toList());
        for (int round = 0; round < rounds; round++) {
            // one that is always measured after the same other one may suffer from what that leaves behind
            Collections.shuffle(order, new Random(round));
            for (int i : order) {
                if (calls[i] > 0) {
                    times[i][round] = seconds(loop, candidates.get(i).comm, calls[i]);
                }
            }
        }
        Arrays.stream(times).forEach(Arrays::sort);
        return times;
    }

    /** Calls until the code is compiled; says how many calls take a slice of time, the same number at all ranks. */
    private int warmUp(CollectiveLoop loop, Intracomm comm, double least) {
        int calls = LEAST_CALLS;
        double spent = 0;
        while (spent < least) {
            double each = seconds(loop, comm, calls);
            spent += each * calls;
            calls = (int) Math.clamp(slice / each, LEAST_CALLS, MOST_CALLS);
        }
        return calls;
    }

    /** The time of a call, the mean of all ranks, which begin each call together: OSU's way. All ranks get the same. */
    private double seconds(CollectiveLoop loop, Intracomm comm, int calls) {
        long spent = 0;
        for (int i = 0; i < calls; i++) {
            world.barrier();
            long start = System.nanoTime();
            loop.call(comm);
            spent += System.nanoTime() - start;
        }
        double[] sum = {spent * 1e-9};
        world.allReduce(sum, 1, MPI.DOUBLE, MPI.SUM);
        return sum[0] / calls / world.getSize();
    }
}
