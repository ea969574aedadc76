package mpj.perf.race;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpj.perf.race.Contestant.Role;

/** Standings to look at. */
final class Samples {
    static final Contestant OURS = contestant("mpj array", Role.OURS);
    static final Contestant PEER = contestant("openmpi", Role.PEER);
    static final Contestant LIMIT = contestant("raw", Role.LIMIT);

    private Samples() {}

    private static Contestant contestant(String name, Role role) {
        List<String> command = List.of("/opt/bin/run", "-n", "2", "-cp", "/a.jar:/b.jar", "/x/latency", "-m", "8|16");
        return new Contestant(name, role, name + " 1.0", command, Map.of());
    }

    /** A race over these rows; each has the figures of three rounds of {@link #OURS}, {@link #PEER} and {@link #LIMIT}. */
    static Standings of(String keys, Map<String, List<double[]>> rows) {
        Map<String, Map<String, double[]>> figures = new LinkedHashMap<>();
        rows.forEach((key, figuresOf) -> {
            Map<String, double[]> row = new LinkedHashMap<>();
            row.put(OURS.name(), figuresOf.get(0));
            row.put(PEER.name(), figuresOf.get(1));
            row.put(LIMIT.name(), figuresOf.get(2));
            figures.put(key, row);
        });
        return new Standings(
                "latency",
                2,
                keys,
                "Latency (us)",
                true,
                3,
                List.of("race", "latency", "-k", "3", "--json", "/tmp/x.json", "--plot=/tmp/y.svg"),
                "2026-01-02T03:04:05Z",
                Map.of("cpu", "one of \"those\""),
                List.of(OURS, PEER, LIMIT),
                Map.of("mpich", "not installed"),
                figures);
    }

    /** Two sizes. */
    static Standings sizes() {
        Map<String, List<double[]>> rows = new LinkedHashMap<>();
        rows.put("1024", List.of(new double[] {4, 2, 6}, new double[] {2, 2, 2}, new double[] {1, 1, 1}));
        double missing = Double.NaN;
        rows.put("8", List.of(new double[] {1, 3, missing}, new double[] {2, 2, 8}, new double[] {0, 1, 1}));
        return of("Size (B)", rows);
    }
}
