package mpj.perf.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mpj.base.config.Parameters;
import mpj.coll.sim.Fabric;
import mpj.coll.sim.Model;
import mpj.coll.sim.SimulatedCall;
import mpj.coll.sim.Simulation;
import mpj.core.CoreParameters;
import mpj.core.coll.Algorithm;
import mpj.core.coll.Algorithms;
import mpj.core.coll.CostModel.Link;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.NodeMap;
import mpj.core.coll.choice.ChoiceTable;
import mpj.core.coll.choice.Chooser;
import mpj.core.coll.choice.Forced;
import mpj.core.coll.choice.Policy;
import mpj.core.coll.choice.SharedMemory;
import mpj.core.coll.choice.Subject;

/** Holds what the library chooses, and what the simulator says, against what was measured; at rank 0. */
final class ChoiceCheck {
    /** The operations that are looked at if none are named. */
    static final List<Kind> KINDS = List.of(
            Kind.BCAST, Kind.REDUCE, Kind.ALLREDUCE, Kind.ALLGATHER, Kind.ALLTOALL, Kind.REDUCE_SCATTER);

    private static final long[] SIZES = {8, 1 << 10, 64 << 10, 1 << 20};
    private static final double MOST_BEHIND = 1.15;

    private final Contest contest;
    private final Report report;
    private final Chooser chooser;
    private final List<Point> points = new ArrayList<>();
    private final List<Double> errors = new ArrayList<>();

    /** An operation with a size, and the times of what is chosen and of what is best, in seconds, ascending. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Point(Facts facts, double[] choice, double[] best, String bestName) {}

    ChoiceCheck(Contest contest, Report report) {
        this.contest = contest;
        this.report = report;
        Parameters parameters = Parameters.fromEnvironment();
        String transports = parameters.text(CoreParameters.TRANSPORT);
        boolean usesShm = transports == null || transports.contains("shm");
        Link within = contest.nodes() > 1 && usesShm ? Link.SHM : contest.transport();
        this.chooser = new Chooser(Policy.of(parameters, within, contest.transport()));
    }

    /** The sizes to measure if none are given. */
    static long[] sizes() {
        return SIZES.clone();
    }

    /** Keeps an operation's points, and shows what the simulator says of them. */
    void add(Contest.Result result) {
        for (int size = 0; size < result.sizes().size(); size++) {
            double[][] times = result.times().get(size);
            int best = result.best(size);
            points.add(new Point(
                    contest.facts(result.kind(), result.sizes().get(size)),
                    times[result.names().indexOf(Contest.CHOICE)],
                    times[best],
                    result.names().get(best)));
        }
        simulate(result);
    }

    /** Whether the choice's median is within 15 % of the best one's, or no further from it than times scatter. */
    static boolean isGood(double[] choice, double[] best) {
        return Median.of(choice) <= MOST_BEHIND * Median.of(best)
                || choice[choice.length / 4] <= best[best.length - 1 - best.length / 4];
    }

    /** Prints all points, and how many of them are good. */
    void finish(int wanted) {
        Table table = report.table("the choice", "Point", "Chosen (us)", "Best (us)", "Chosen / best (x)");
        int good = 0;
        for (Point point : points) {
            boolean isGood = isGood(point.choice, point.best);
            good += isGood ? 1 : 0;
            double chosen = Median.of(point.choice);
            double best = Median.of(point.best);
            table.remarked(
                    "  " + name(point.facts) + ", best " + point.bestName + (isGood ? "" : ": behind"),
                    point.facts.kind().option() + " " + point.facts.bytes(),
                    chosen * 1e6,
                    best * 1e6,
                    chosen / best);
        }
        String left = wanted > points.size() ? ", of " + wanted + ": the time was up" : "";
        report.note(good + " of " + points.size() + " points within 15 %" + left);
        noteErrors();
    }

    private String name(Facts facts) {
        Subject subject =
                new Subject(facts.kind(), facts.ranks(), facts.nodes(), facts.ranksPerNode(), facts.commutative());
        ChoiceTable table = chooser.table(subject, Forced.NONE);
        return table.at(facts.bytes()).mayShare()
                ? SharedMemory.NAME
                : chooser.choose(facts, table, false).name();
    }

    // ---------------------------------------------------------------- the simulator

    /** What the simulator says of each algorithm, by what was measured. */
    private void simulate(Contest.Result result) {
        List<Algorithm> algorithms = Algorithms.of(result.kind());
        String[] columns = new String[algorithms.size() + 1];
        columns[0] = "Size";
        for (int i = 0; i < algorithms.size(); i++) {
            columns[i + 1] = algorithms.get(i).name() + " (x)";
        }
        Table table = report.table(result.kind().option() + ", simulated by measured", columns);
        for (int size = 0; size < result.sizes().size(); size++) {
            double[] ratios = new double[algorithms.size()];
            for (int i = 0; i < ratios.length; i++) {
                Algorithm algorithm = algorithms.get(i);
                double measured = result.median(size, result.names().indexOf(algorithm.name()));
                ratios[i] = Double.isNaN(measured)
                        ? Double.NaN
                        : simulated(algorithm, result.sizes().get(size)) / measured;
                if (!Double.isNaN(measured)) {
                    errors.add(Math.max(ratios[i], 1 / ratios[i]));
                }
            }
            table.row(result.sizes().get(size), ratios);
        }
    }

    private double simulated(Algorithm algorithm, long bytes) {
        NodeMap nodes = NodeMap.blocks(contest.ranks(), contest.ranksPerNode());
        SimulatedCall call = new SimulatedCall(algorithm.kind(), nodes, bytes, true);
        Model model = new Model(chooser.policy().model(), Fabric.DEFAULT);
        return Simulation.run(algorithm, call, model, Long.MAX_VALUE).seconds();
    }

    private void noteErrors() {
        if (!errors.isEmpty()) {
            double[] sorted = errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            report.note(String.format(
                    Locale.ROOT,
                    "of %d simulated times half are within a factor of %.2f of the measured ones, nine of ten of %.2f",
                    sorted.length,
                    Median.of(sorted),
                    sorted[(int) (0.9 * (sorted.length - 1))]));
        }
    }
}
