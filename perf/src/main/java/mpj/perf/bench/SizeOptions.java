package mpj.perf.bench;

import java.util.List;
import mpi.Comm;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Sizes, repetitions and buffers, by the letters that OSU's benchmarks use. */
class SizeOptions {
    @Option(
            names = {"-m", "--message-size"},
            paramLabel = "[MIN:]MAX",
            converter = Sizes.Parser.class,
            description = "message sizes in bytes, doubled from MIN to MAX, or a list: 8,1024,65536")
    @Nullable
    Sizes sizes;

    @Option(
            names = {"-i", "--iterations"},
            paramLabel = "N",
            converter = Count.Positive.class,
            description = "measured iterations; without it fewer for sizes over 8 KiB")
    @Nullable
    Integer iterations;

    @Option(
            names = {"-x", "--warmup"},
            paramLabel = "N",
            converter = Count.OrNone.class,
            description = "iterations before measuring, no more and no less; without it until stable")
    @Nullable
    Integer warmup;

    @Option(
            names = "--warmup-until-stable",
            description = "warm up until the JIT compilers of all ranks rest, for 20 s at most; this is what is done"
                    + " without -x, and with both at least -x iterations are")
    boolean untilStable;

    @Option(
            names = "--api",
            split = ",",
            paramLabel = "KIND",
            description = "kinds of buffers, a table for each: ${COMPLETION-CANDIDATES} (default: array)")
    List<BufferKind> api = List.of();

    @Option(
            names = "--registered",
            paramLabel = "HOW",
            description = "native memory in place of --api, which an RDMA adapter knows as: ${COMPLETION-CANDIDATES};"
                    + " of MPI.allocMem, of a segment used again and again, or registered for each message")
    @Nullable
    Registered registered;

    @Option(
            names = {"-c", "--validation"},
            description = "check the data that come, after each size has been measured")
    boolean validate;

    /**
     * Refuses what does not go together.
     *
     * @param elements in how many elements of a buffer sizes are counted
     */
    final void check(CommandSpec spec, int elements) {
        if (registered != null && !api.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--registered says which memory is used, and so does --api");
        }
        for (BufferKind kind : kinds()) {
            int element = elements * kind.elementBytes();
            Sizes given = sizes;
            for (long size : given == null ? new long[0] : given.withMinimum(element).toArray()) {
                if (size % element != 0) {
                    throw new ParameterException(
                            spec.commandLine(),
                            "-m: sizes should be multiples of " + element + " bytes, of which an element is: not "
                                    + size);
                }
            }
        }
    }

    /** What is measured, one after the other. */
    final List<BufferKind> kinds() {
        Registered how = registered;
        if (how != null) {
            return List.of(how.kind);
        }
        return api.isEmpty() ? List.of(BufferKind.ARRAY) : api;
    }

    /** The sizes asked for, or else from a least one to this one. */
    final long[] sizes(long min, long max) {
        Sizes given = sizes;
        return (given == null ? new Sizes(min, max) : given.withMinimum(min)).toArray();
    }

    /** Warms up the first {@code ranks} ranks. */
    final WarmUp warmUp(Comm world, int ranks) {
        return new WarmUp(world, ranks, warmup == null || untilStable);
    }

    /** The repetitions asked for, or else by this rule. */
    final Repetitions repetitions(Repetitions rule) {
        return rule.overriddenBy(iterations, warmup);
    }
}
