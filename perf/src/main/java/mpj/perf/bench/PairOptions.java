package mpj.perf.bench;

import mpi.Comm;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What benchmarks of several pairs of ranks can be told. */
final class PairOptions {
    @Option(
            names = {"-p", "--num-pairs"},
            paramLabel = "N",
            converter = Count.Positive.class,
            description = "pairs: rank i and rank i + N (default: half of the ranks)")
    int pairs;

    /** How many there are. */
    int number(CommandSpec spec, Comm world) {
        int most = world.getSize() / 2;
        if (pairs > most) {
            throw new ParameterException(
                    spec.commandLine(), "-p: " + world.getSize() + " ranks make 1 to " + most + " pairs, not " + pairs);
        }
        return pairs == 0 ? most : pairs;
    }
}
