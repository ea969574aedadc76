package mpj.perf.race;

import java.util.ArrayList;
import java.util.List;

/**
 * What is raced.
 *
 * @param name the benchmark, as mpj-bench calls it
 * @param ranks of a job, where no number is given
 * @param lowWins whether the lower figure of the first column is the better one
 */
record Discipline(String name, Kind kind, int ranks, boolean lowWins) {
    private static final List<String> COLLECTIVES = List.of(
            "barrier",
            "bcast",
            "gather",
            "scatter",
            "allgather",
            "alltoall",
            "reduce",
            "allreduce",
            "reduce_scatter",
            "scan",
            "exscan");

    /** What kind of program it takes. */
    enum Kind {
        LATENCY,
        BANDWIDTH,
        RING,
        COLLECTIVE,
        /** A nonblocking collective operation, with computation meanwhile. */
        OVERLAP,
        OBJECTS,
        /** A whole job that says hello. */
        STARTUP
    }

    /**
     * The one of this name.
     *
     * @throws IllegalArgumentException if there is none; the message names all
     */
    static Discipline of(String name) {
        return all().stream()
                .filter(discipline -> discipline.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no race of '" + name + "': there are latency, multi-lat, bw, bibw, mbw-mr, ring, objects, startup, "
                                + String.join(", ", COLLECTIVES) + ", and these with an i before the name"));
    }

    /** All there are. */
    static List<Discipline> all() {
        List<Discipline> all = new ArrayList<>(List.of(
                new Discipline("latency", Kind.LATENCY, 2, true),
                new Discipline("multi-lat", Kind.LATENCY, 4, true),
                new Discipline("bw", Kind.BANDWIDTH, 2, false),
                new Discipline("bibw", Kind.BANDWIDTH, 2, false),
                new Discipline("mbw-mr", Kind.BANDWIDTH, 4, false),
                new Discipline("ring", Kind.RING, 4, true),
                new Discipline("objects", Kind.OBJECTS, 2, true),
                new Discipline("startup", Kind.STARTUP, 4, true)));
        for (String collective : COLLECTIVES) {
            all.add(new Discipline(collective, Kind.COLLECTIVE, 4, true));
            all.add(new Discipline("i" + collective, Kind.OVERLAP, 4, true));
        }
        return all;
    }

    /** Whether the lower figure of this column, "" for the first, is the better one. */
    boolean lowWins(String column) {
        boolean isMoreBetter = column.startsWith("Overlap")
                || column.startsWith("Bandwidth")
                || column.startsWith("Messages");
        return column.isEmpty() ? lowWins : !isMoreBetter;
    }

    /** Whether pairs of ranks take part, whose number can be given. */
    boolean hasPairs() {
        return name.equals("multi-lat") || name.equals("mbw-mr");
    }

    /** Whether there are buffers, whose kind can be chosen. */
    boolean hasBuffers() {
        return kind != Kind.OBJECTS && kind != Kind.STARTUP && !name.endsWith("barrier");
    }
}
