package mpj.perf.bench;

import mpi.Comm;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

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
            description = "measured iterations; without it fewer for sizes over 8 KiB")
    @Nullable
    Long iterations;

    @Option(
            names = {"-x", "--warmup"},
            paramLabel = "N",
            description = "iterations before measuring; without it as many as it takes to have the code compiled")
    @Nullable
    Long warmup;

    @Option(
            names = "--api",
            paramLabel = "KIND",
            description = "the kind of buffer: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    BufferKind api = BufferKind.ARRAY;

    /** The sizes asked for, or else these. */
    Sizes sizesOr(long min, long max) {
        Sizes given = sizes;
        return given == null ? new Sizes(min, max) : given.withMinimum(min);
    }

    /** Warms up the first {@code ranks} ranks. */
    WarmUp warmUp(Comm world, int ranks) {
        return new WarmUp(world, ranks, warmup == null);
    }

    /** The repetitions asked for, or else by this rule. */
    Repetitions repetitions(Repetitions rule) {
        return rule.overriddenBy(iterations, warmup);
    }
}
