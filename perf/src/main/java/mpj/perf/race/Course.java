package mpj.perf.race;

import java.util.ArrayList;
import java.util.List;

/**
 * What is the same for all contestants of a race.
 *
 * @param pairs of ranks, where the discipline has them
 * @param tcp whether all go over TCP on the loopback interface
 * @param options of the benchmark, the same words for all
 * @param cores that this machine has
 */
record Course(Discipline discipline, int ranks, int pairs, boolean tcp, List<String> options, int cores) {
    /** Whether each rank has a core of its own, and so is bound to it. */
    boolean isBound() {
        return ranks <= cores;
    }

    /** The options with that for the number of pairs. */
    List<String> optionsWithPairs() {
        List<String> all = new ArrayList<>(options);
        if (discipline.hasPairs()) {
            all.addAll(List.of("-p", Integer.toString(pairs)));
        }
        return all;
    }
}
