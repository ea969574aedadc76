package mpj.perf.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import mpi.Info;
import mpi.Intracomm;
import mpi.MPI;
import mpj.base.config.Installation;
import mpj.core.coll.Algorithm;
import mpj.core.coll.Algorithms;
import mpj.core.coll.CostModel;
import mpj.core.coll.Facts;
import mpj.core.coll.Kind;
import mpj.core.coll.choice.Rule;
import mpj.core.coll.choice.SharedMemory;
import mpj.core.coll.choice.TuningFile;

/** Measures the algorithms of collective operations in one job; all ranks do the same. */
final class Tuner {
    /** An algorithm that is best by less than this is not worth a new range. */
    private static final double WORTH_A_CHANGE = 1.05;

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
    private final int nodes;
    private final int ranksPerNode;
    private final CostModel.Link transport;
    private final List<Rule> rules = new ArrayList<>();

    /**
     * @param slice seconds that a measurement takes
     */
    Tuner(Intracomm world, int rounds, double slice) {
        this.world = world;
        this.rounds = rounds;
        this.slice = slice;
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

    /** Measures these operations, shows the figures at rank 0 and keeps what is best. */
    void measure(List<Kind> kinds, long[] sizes, List<String> arguments) {
        Report report = new Report("tune", world.getSize(), arguments, Output.of(world.getRank() == 0));
        for (int i = 0; i < kinds.size(); i++) {
            String progress = ", operation " + (i + 1) + " of " + kinds.size();
            measure(kinds.get(i), sizes, report, progress);
        }
    }

    private void measure(Kind kind, long[] sizes, Report report, String progress) {
        List<Candidate> candidates = candidates(kind);
        List<String> columns = new ArrayList<>(List.of("Size"));
        candidates.forEach(candidate -> columns.add(candidate.name));
        String title = kind.option() + " over " + name(transport) + ", us" + progress;
        Table table = report.table(title, columns.toArray(new String[0]));
        List<Long> measured = new ArrayList<>();
        List<double[]> medians = new ArrayList<>();
        for (long size : sizes) {
            if (CollectiveLoop.bytesOfBuffers(kind, size, world.getSize()) > MOST_BYTES) {
                break;
            }
            CollectiveLoop loop = new CollectiveLoop(kind, size, world.getSize());
            if (measured.isEmpty() || loop.bytes() > measured.getLast()) {
                double[] found = medians(loop, candidates, measured.isEmpty() ? FIRST_WARM_UP_S : WARM_UP_S);
                measured.add(loop.bytes());
                medians.add(found);
                table.row(loop.bytes(), Arrays.stream(found).map(s -> s * 1e6).toArray());
            }
        }
        candidates.forEach(candidate -> candidate.comm.free());
        Rule.Span ranks = Rule.Span.of(world.getSize());
        rules.add(new Rule(
                kind,
                ranks,
                Rule.Span.of(ranksPerNode),
                transport,
                CollectiveLoop.reduces(kind) ? true : null,
                ranges(measured, columns.subList(1, columns.size()), medians)));
    }

    /** A way to do an operation, and a communicator on which it is done so. */
    private record Candidate(String name, Intracomm comm, Predicate<Facts> applies) {}

    private List<Candidate> candidates(Kind kind) {
        List<Candidate> candidates = new ArrayList<>();
        if (nodes == 1 && transport == CostModel.Link.SHM) {
            candidates.add(candidate(kind, SharedMemory.NAME, facts -> facts.bytes() <= SharedMemory.most(kind, world.getSize())));
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

    private static String name(CostModel.Link link) {
        return link.name().toLowerCase(Locale.ROOT);
    }

    /** The medians of the candidates' times, in seconds; NaN of one that does not apply. */
    private double[] medians(CollectiveLoop loop, List<Candidate> candidates, double warmUp) {
        Facts facts = new Facts(loop.kind(), world.getSize(), nodes, ranksPerNode, loop.bytes(), true);
        int[] calls = new int[candidates.size()];
        double[][] times = new double[candidates.size()][rounds];
        for (int i = 0; i < calls.length; i++) {
            Candidate candidate = candidates.get(i);
            calls[i] = candidate.applies.test(facts) ? warmUp(loop, candidate.comm, warmUp) : 0;
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < calls.length; i++) {
                times[i][round] = calls[i] == 0 ? Double.NaN : seconds(loop, candidates.get(i).comm, calls[i]);
            }
        }
        return Arrays.stream(times).mapToDouble(StartupBench::median).toArray();
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

    /**
     * The best by size: ranges begin half way, by factors, between two measured sizes.
     *
     * @param medians of each size the algorithms' times; NaN of one that does not apply
     */
    static List<Rule.Range> ranges(List<Long> sizes, List<String> names, List<double[]> medians) {
        List<Rule.Range> ranges = new ArrayList<>();
        int current = -1;
        for (int i = 0; i < sizes.size(); i++) {
            double[] times = medians.get(i);
            int best = best(times);
            boolean stays = current >= 0 && times[current] <= times[best] * WORTH_A_CHANGE;
            if (!stays) {
                long from = i == 0 ? 0 : between(sizes.get(i - 1), sizes.get(i));
                ranges.add(new Rule.Range(from, names.get(best)));
                current = best;
            }
        }
        return ranges;
    }

    private static long between(long size, long next) {
        return Math.max(size + 1, (long) Math.sqrt((double) size * next));
    }

    private static int best(double[] times) {
        int best = 0;
        for (int i = 1; i < times.length; i++) {
            if (Double.isNaN(times[best]) || times[i] < times[best]) {
                best = i;
            }
        }
        return best;
    }

    /** Puts what is best into the file, whole or not at all. */
    void write(Path file) throws IOException {
        List<Rule> older = Files.exists(file) ? TuningFile.read(file) : List.of();
        Map<String, String> made = new LinkedHashMap<>();
        made.put("by", "mpj-bench tune, MPI for Java " + Installation.version());
        made.put("on", InetAddress.getLocalHost().getHostName());
        made.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        Files.createDirectories(file.getParent());
        Path whole = Files.createTempFile(file.getParent(), "collectives", ".json");
        try {
            Files.writeString(whole, TuningFile.text(made, TuningFile.merged(older, rules)));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
        System.out.println("# " + rules.size() + " rules for " + world.getSize() + " ranks are in " + file);
    }
}
