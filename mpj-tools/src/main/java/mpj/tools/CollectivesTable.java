package mpj.tools;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import mpj.base.config.Parameters;
import mpj.base.json.Json;
import mpj.core.coll.CostModel;
import mpj.core.coll.Kind;
import mpj.core.coll.NodeMap;
import mpj.core.coll.choice.ChoiceTable;
import mpj.core.coll.choice.Chooser;
import mpj.core.coll.choice.Forced;
import mpj.core.coll.choice.Policy;
import mpj.core.coll.choice.SharedMemory;
import mpj.core.coll.choice.Subject;
import mpj.core.coll.choice.TuningFile;
import org.jspecify.annotations.Nullable;

/** What {@code mpj-info --collectives} shows: the algorithms that a job with these parameters would use. */
final class CollectivesTable {
    private static final String LINE = "%-24s %12s %12s  %-32s %s%n";

    private final NodeMap nodes;
    private final boolean json;
    private final Chooser chooser;
    private final @Nullable Path tuningFile;

    /** A row with what it is about; {@code to} is null in the last row of a table. */
    private record Line(Kind kind, String operation, ChoiceTable.Row row, @Nullable Long to) {}

    private CollectivesTable(NodeMap nodes, boolean json, Chooser chooser, @Nullable Path tuningFile) {
        this.nodes = nodes;
        this.json = json;
        this.chooser = chooser;
        this.tuningFile = tuningFile;
    }

    /**
     * By a command line.
     *
     * @param usable the names of the transports that work here
     * @throws IllegalArgumentException if the command line, a parameter or the tuning file is wrong
     */
    static CollectivesTable of(String[] args, List<String> usable, Parameters parameters) {
        int ranks = 0;
        int ranksPerNode = 0;
        CostModel.Link transport = null;
        boolean json = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--collectives" -> ranks = number(args, i++);
                case "--ppn" -> ranksPerNode = number(args, i++);
                case "--transport" -> transport = transport(value(args, i++));
                case "--json" -> json = true;
                default -> throw new IllegalArgumentException("unknown option: " + args[i]);
            }
        }
        NodeMap nodes = NodeMap.blocks(ranks, ranksPerNode == 0 ? ranks : Math.min(ranks, ranksPerNode));
        CostModel.Link within = usable.contains("shm") ? CostModel.Link.SHM : CostModel.Link.TCP;
        CostModel.Link between = usable.contains("rdma") ? CostModel.Link.RDMA : CostModel.Link.TCP;
        if (transport != null) {
            within = nodes.nodes() == 1 ? transport : within;
            between = nodes.nodes() == 1 ? between : transport;
        }
        Chooser chooser = new Chooser(Policy.of(parameters, within, between));
        return new CollectivesTable(nodes, json, chooser, TuningFile.file(parameters));
    }

    private static String value(String[] args, int option) {
        if (option + 1 == args.length) {
            throw new IllegalArgumentException(args[option] + " needs a value");
        }
        return args[option + 1];
    }

    private static int number(String[] args, int option) {
        String value = value(args, option);
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(args[option] + " needs a number of ranks from 1 on, not " + value);
    }

    private static CostModel.Link transport(String name) {
        for (CostModel.Link link : CostModel.Link.values()) {
            if (lower(link).equals(name)) {
                return link;
            }
        }
        throw new IllegalArgumentException("--transport needs one of "
                + Arrays.stream(CostModel.Link.values()).map(CollectivesTable::lower).collect(Collectors.joining(", "))
                + ", not " + name);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    void print(PrintStream out) {
        if (json) {
            out.println(Json.of(asMap()));
        } else {
            printText(out);
        }
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<ChoiceTable.Row> rows = rows(kind, true);
            if (!Subject.reduces(kind) || rows.equals(rows(kind, false))) {
                add(lines, kind, kind.option(), rows);
            } else {
                add(lines, kind, kind.option() + ", op commutes", rows);
                add(lines, kind, kind.option() + ", op does not", rows(kind, false));
            }
        }
        return lines;
    }

    private List<ChoiceTable.Row> rows(Kind kind, boolean commutative) {
        return chooser.table(Subject.of(kind, nodes, commutative), Forced.NONE).rows();
    }

    private static void add(List<Line> lines, Kind kind, String operation, List<ChoiceTable.Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            Long to = i + 1 < rows.size() ? (Long) (rows.get(i + 1).from() - 1) : null;
            lines.add(new Line(kind, operation, rows.get(i), to));
        }
    }

    private void printText(PrintStream out) {
        out.println(nodes.ranks() + " ranks, " + nodes.ranksPerNode() + " on a node, over " + transport()
                + "; tuning file: " + (tuningFile == null ? "none" : tuningFile));
        out.printf(LINE, "operation", "from (bytes)", "to", "algorithm", "because of");
        for (Line line : lines()) {
            String refused = line.row.refused();
            String name = line.row.algorithm().name();
            out.printf(
                    LINE,
                    line.operation,
                    Long.toString(line.row.from()),
                    line.to == null ? "any" : line.to.toString(),
                    line.row.mayShare() ? SharedMemory.NAME + " or " + name : name,
                    lower(line.row.reason()) + (refused == null ? "" : "; " + refused + " does not apply"));
        }
        out.println("bytes: of the vector of bcast, reduce, allreduce, scan, exscan; of one block of gather, scatter,");
        out.println("allgather, alltoall; of all blocks of reduce_scatter");
        out.println("shared or X: blocking calls through shared memory, others by X");
    }

    private String transport() {
        return lower(chooser.policy().link(nodes.nodes()));
    }

    private Map<String, Object> asMap() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("ranks", nodes.ranks());
        all.put("ranksPerNode", nodes.ranksPerNode());
        all.put("nodes", nodes.nodes());
        all.put("transport", transport());
        all.put("tuningFile", tuningFile == null ? null : tuningFile.toString());
        List<Object> rows = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (boolean commutative : Subject.reduces(kind) ? new boolean[] {true, false} : new boolean[] {true}) {
                List<Line> lines = new ArrayList<>();
                add(lines, kind, kind.option(), rows(kind, commutative));
                for (Line line : lines) {
                    rows.add(fields(line, commutative));
                }
            }
        }
        all.put("rows", rows);
        return all;
    }

    private static Map<String, Object> fields(Line line, boolean commutative) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("operation", line.operation);
        if (Subject.reduces(line.kind)) {
            fields.put("commutative", commutative);
        }
        fields.put("from", line.row.from());
        fields.put("to", line.to);
        fields.put("shared", line.row.mayShare());
        fields.put("algorithm", line.row.algorithm().name());
        fields.put("reason", lower(line.row.reason()));
        fields.put("refused", line.row.refused());
        return fields;
    }
}
