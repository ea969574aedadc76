package mpj.coll.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mpj.core.coll.CostModel;
import mpj.core.coll.CostModel.Host;
import mpj.core.coll.CostModel.Level;
import mpj.core.coll.CostModel.Link;

/**
 * A machine: what its messages and its memory take, and how its nodes are connected. Read from a file of lines {@code
 * NAME = VALUE}, times in seconds; what is not given is as shipped. {@code #} begins a comment.
 *
 * <pre>
 *   within = shm              # the transport between ranks of a node: shm, tcp, rdma
 *   between = tcp             # and between nodes
 *   tcp.latency = 10e-6       # overhead, gap, perByte, busyPerByte alike; shm and rdma too
 *   copyPerByte = 0.02e-9     # reducePerByte, missPerByte alike
 *   cacheBytes = 1048576      # of the cache that a rank has for itself
 *   node.cores = 64           # processors that a node's ranks share
 *   node.switching = 3e-6     # until a rank runs again, where ranks outnumber them
 *   switch.nodes = 32         # nodes below a leaf switch, and switches below a switch
 *   switch.taper = 1          # how many times less bandwidth goes up than down
 *   switch.hop = 0.1e-6       # of each switch after the first
 * </pre>
 */
public record Model(CostModel costs, Fabric fabric) {
    /** As shipped. */
    public static final Model DEFAULT = new Model(CostModel.DEFAULT, Fabric.DEFAULT);

    /** As shipped, with this transport between nodes. */
    public static Model over(Link between) {
        return new Model(CostModel.DEFAULT.over(Link.SHM, between), Fabric.DEFAULT);
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if a line is none of the above; the message tells file, line and cure
     */
    public static Model read(Path file) throws IOException {
        Map<String, String> values = values();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            try {
                if (!line.isEmpty()) {
                    set(values, line);
                }
                of(values);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return of(values);
    }

    private static void set(Map<String, String> values, String line) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("'" + line + "' should be NAME = VALUE");
        }
        String name = line.substring(0, equals).strip();
        if (values.replace(name, line.substring(equals + 1).strip()) == null) {
            throw new IllegalArgumentException("no '" + name + "'; there are " + String.join(", ", values.keySet()));
        }
    }

    /** All names, with what is shipped. */
    private static Map<String, String> values() {
        CostModel costs = CostModel.DEFAULT;
        Map<String, String> values = new LinkedHashMap<>();
        values.put("within", option(costs.within()));
        values.put("between", option(costs.between()));
        for (Link link : Link.values()) {
            Level level = costs.level(link);
            values.put(option(link) + ".latency", Double.toString(level.latency()));
            values.put(option(link) + ".overhead", Double.toString(level.overhead()));
            values.put(option(link) + ".gap", Double.toString(level.gap()));
            values.put(option(link) + ".perByte", Double.toString(level.perByte()));
            values.put(option(link) + ".busyPerByte", Double.toString(level.busyPerByte()));
        }
        Host host = costs.host();
        values.put("copyPerByte", Double.toString(host.copyPerByte()));
        values.put("reducePerByte", Double.toString(host.reducePerByte()));
        values.put("missPerByte", Double.toString(host.missPerByte()));
        values.put("cacheBytes", Long.toString(host.cacheBytes()));
        values.put("node.cores", Integer.toString(host.cores()));
        values.put("node.switching", Double.toString(host.switching()));
        values.put("switch.nodes", Integer.toString(Fabric.DEFAULT.nodesPerSwitch()));
        values.put("switch.taper", Double.toString(Fabric.DEFAULT.taper()));
        values.put("switch.hop", Double.toString(Fabric.DEFAULT.hop()));
        return values;
    }

    private static Model of(Map<String, String> values) {
        CostModel costs = new CostModel(
                level(values, Link.SHM),
                level(values, Link.TCP),
                level(values, Link.RDMA),
                link(values, "within"),
                link(values, "between"),
                host(values));
        int nodes = (int) Math.min(number(values, "switch.nodes"), Integer.MAX_VALUE);
        return new Model(costs, new Fabric(nodes, number(values, "switch.taper"), seconds(values, "switch.hop")));
    }

    private static Host host(Map<String, String> values) {
        int cores = (int) number(values, "node.cores");
        if (cores < 1) {
            throw new IllegalArgumentException("node.cores should be at least 1, not " + cores);
        }
        return new Host(
                seconds(values, "copyPerByte"),
                seconds(values, "reducePerByte"),
                (long) notNegative(values, "cacheBytes", "a number of bytes"),
                seconds(values, "missPerByte"),
                cores,
                seconds(values, "node.switching"));
    }

    private static Level level(Map<String, String> values, Link link) {
        String name = option(link);
        return new Level(
                seconds(values, name + ".latency"),
                seconds(values, name + ".overhead"),
                seconds(values, name + ".gap"),
                seconds(values, name + ".perByte"),
                seconds(values, name + ".busyPerByte"));
    }

    private static Link link(Map<String, String> values, String name) {
        String value = value(values, name);
        for (Link link : Link.values()) {
            if (option(link).equals(value)) {
                return link;
            }
        }
        throw new IllegalArgumentException(name + " should be shm, tcp or rdma, not '" + value + "'");
    }

    private static double seconds(Map<String, String> values, String name) {
        return notNegative(values, name, "seconds");
    }

    private static double notNegative(Map<String, String> values, String name, String what) {
        double number = number(values, name);
        if (!(number >= 0) || Double.isInfinite(number)) {
            throw new IllegalArgumentException(name + " should be " + what + ", not " + number);
        }
        return number;
    }

    private static double number(Map<String, String> values, String name) {
        try {
            return Double.parseDouble(value(values, name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " should be a number, not '" + value(values, name) + "'", e);
        }
    }

    private static String value(Map<String, String> values, String name) {
        return values.getOrDefault(name, "");
    }

    private static String option(Link link) {
        return link.name().toLowerCase(Locale.ROOT);
    }
}
