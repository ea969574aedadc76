package mpj.perf.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mpj.coll.sim.Model;
import mpj.coll.sim.Outcome;
import mpj.coll.sim.SimulatedCall;
import mpj.coll.sim.Simulation;
import mpj.coll.sim.TooLargeException;
import mpj.core.coll.Algorithm;
import mpj.core.coll.Algorithms;
import mpj.core.coll.CostModel.Link;
import mpj.core.coll.Kind;
import mpj.core.coll.NodeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What collective operations would take on a machine of any size. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "what a collective operation would take on a machine of any size: the algorithms' own schedules, "
                    + "executed on a model of ranks, adapters and switches",
            "Numbers are N, lists N,M or doubled ranges N..M, with K, M and G for 2^10, 2^20 and 2^30."
        })
final class SimulateCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final String CHOSEN = "chosen";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--op",
            required = true,
            paramLabel = "NAME",
            converter = KindParser.class,
            description = "barrier, bcast, gather, scatter, allgather, alltoall, reduce, allreduce, reduce_scatter, "
                    + "scan or exscan")
    Kind op = Kind.ALLREDUCE;

    @Option(names = "--ranks", paramLabel = "N", converter = Range.Parser.class, description = "ranks")
    @Nullable
    Range ranks;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            converter = Range.Parser.class,
            description = "nodes; give two of --ranks, --nodes and --ppn")
    @Nullable
    Range nodes;

    @Option(
            names = "--ppn",
            paramLabel = "N",
            description = "ranks on a node (default: 1; with --model shm all)")
    @Nullable
    Integer ppn;

    @Option(
            names = {"-m", "--size"},
            paramLabel = "N",
            converter = Range.Parser.class,
            description = "bytes, as the table of algorithms counts them (default: 8)")
    Range sizes = new Range(8);

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            description = "an algorithm, all of them, or the chosen one for each point (default: ${DEFAULT-VALUE})")
    String algorithm = ALL;

    @Option(names = "--ordered", description = "a reduction whose operands may not be swapped")
    boolean ordered;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "shm, tcp, rdma or a file of lines NAME = VALUE (default: ${DEFAULT-VALUE})")
    String model = "tcp";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "the most messages of one simulation; more are left out (default: ${DEFAULT-VALUE})")
    long limit = 50_000_000;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOptions output;

    SimulateCommand() {}

    /** Reads the name of an operation. */
    static final class KindParser implements ITypeConverter<Kind> {
        KindParser() {}

        @Override
        public Kind convert(String text) {
            for (Kind kind : Kind.values()) {
                if (kind.option().equalsIgnoreCase(text)) {
                    return kind;
                }
            }
            throw new TypeConversionException("'" + text + "' should be "
                    + Stream.of(Kind.values()).map(Kind::option).collect(Collectors.joining(", ")));
        }
    }

    /** A number of ranks and where they are. */
    private record Place(int ranks, int perNode) {}

    @Override
    public Integer call() throws IOException {
        Model machine = machine();
        List<Place> places = places();
        List<Algorithm> algorithms = algorithms();
        output.check(spec);
        Report report = new Report(
                "simulate " + op.option(), "model " + model, spec.root().commandLine().getParseResult().originalArgs(),
                System.out);
        boolean byRanks = places.size() > 1;
        Plot picture = new Plot(op.option() + ", model " + model, byRanks ? "ranks" : "bytes", "time (us)");
        Table table = report.table(
                "", "Ranks", "Nodes", "Size", "Time (us)", "Formula (us)", "Messages", "Network bytes", "Algorithm");
        if (algorithm.equals(CHOSEN)) {
            series(table, CHOSEN, null, places, machine, picture);
        } else {
            algorithms.forEach(each -> series(table, each.name(), each, places, machine, picture));
        }
        report.draw(picture);
        output.write(report);
        return 0;
    }

    /** The times of one algorithm, or of the chosen one. */
    private void series(
            Table table,
            String name,
            @Nullable Algorithm only,
            List<Place> places,
            Model machine,
            Plot picture) {
        long[] lengths = op == Kind.BARRIER ? new long[1] : sizes.values();
        for (Place place : places) {
            NodeMap map = NodeMap.blocks(place.ranks, place.perNode);
            for (long size : lengths) {
                SimulatedCall call = new SimulatedCall(op, map, size, !ordered);
                Algorithm algorithm = only == null ? Algorithms.cheapest(call.facts(), machine.costs()) : only;
                Outcome outcome = simulate(algorithm, call, machine);
                if (outcome != null) {
                    double micros = outcome.seconds() * 1e6;
                    double formula = algorithm.cost(call.facts(), machine.costs()) * 1e6;
                    table.remarked(
                            algorithm.name(),
                            Integer.toString(place.ranks),
                            map.nodes(),
                            (double) size,
                            micros,
                            formula,
                            (double) outcome.messages(),
                            (double) outcome.networkBytes());
                    boolean byRanks = places.size() > 1;
                    String curve = byRanks && lengths.length > 1 ? name + ", " + size + " B" : name;
                    picture.point(curve, Long.toString(byRanks ? place.ranks : size), micros);
                }
            }
        }
    }

    /** Null where the algorithm does not apply, or where this would take too much. */
    private @Nullable Outcome simulate(Algorithm algorithm, SimulatedCall call, Model machine) {
        if (!algorithm.applies(call.facts())) {
            return null;
        }
        try {
            return Simulation.run(algorithm, call, machine, limit);
        } catch (TooLargeException e) {
            System.err.println("mpj-bench simulate: left out: " + e.getMessage() + " (--limit)");
            return null;
        }
    }

    // ---------------------------------------------------------------- options

    private Model machine() throws IOException {
        for (Link link : Link.values()) {
            if (link.name().toLowerCase(Locale.ROOT).equals(model)) {
                return Model.over(link);
            }
        }
        Path file = Path.of(model);
        if (!Files.isReadable(file)) {
            throw wrong("--model: '" + model + "' is neither shm, tcp or rdma nor a file that can be read");
        }
        try {
            return Model.read(file);
        } catch (IllegalArgumentException e) {
            throw wrong("--model: " + e.getMessage());
        }
    }

    private List<Algorithm> algorithms() {
        if (algorithm.equals(ALL) || algorithm.equals(CHOSEN)) {
            return Algorithms.of(op);
        }
        try {
            return List.of(Algorithms.named(op, algorithm));
        } catch (IllegalArgumentException e) {
            throw wrong("--algorithm: " + e.getMessage() + "; or all, chosen");
        }
    }

    private List<Place> places() {
        Range givenRanks = ranks;
        Range givenNodes = nodes;
        Integer perNode = ppn;
        if (perNode != null && perNode < 1) {
            throw wrong("--ppn: a node has at least 1 rank, not " + perNode);
        }
        if (givenRanks != null && givenNodes != null && perNode != null) {
            throw wrong("two of --ranks, --nodes and --ppn tell the third");
        } else if (givenRanks != null && givenNodes != null) {
            return spread(givenRanks, givenNodes);
        } else if (givenRanks != null) {
            boolean together = perNode == null && model.equals("shm");
            return Arrays.stream(givenRanks.values())
                    .mapToObj(n -> place(n, together ? n : perNode == null ? 1 : perNode))
                    .toList();
        } else if (givenNodes != null) {
            long each = perNode == null ? 1 : perNode;
            return Arrays.stream(givenNodes.values()).mapToObj(n -> place(n * each, each)).toList();
        }
        throw wrong("give --ranks or --nodes");
    }

    private List<Place> spread(Range givenRanks, Range givenNodes) {
        if (givenNodes.values().length > 1) {
            throw wrong("--nodes: one number where --ranks is given");
        }
        long on = Math.max(1, givenNodes.values()[0]);
        return Arrays.stream(givenRanks.values()).mapToObj(n -> place(n, (n + on - 1) / on)).toList();
    }

    private Place place(long givenRanks, long perNode) {
        if (givenRanks < 1 || givenRanks > Simulation.MOST_RANKS) {
            throw wrong("a simulation can have 1 to " + Simulation.MOST_RANKS + " ranks, not " + givenRanks);
        }
        return new Place((int) givenRanks, (int) Math.clamp(perNode, 1, givenRanks));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
