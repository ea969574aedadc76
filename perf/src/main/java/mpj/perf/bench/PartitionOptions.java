package mpj.perf.bench;

import picocli.CommandLine.Option;

/** What benchmarks of partitioned messages can be told. */
final class PartitionOptions {
    @Option(
            names = "--partitions",
            paramLabel = "N",
            converter = Count.Positive.class,
            description = "pieces of a message (default: ${DEFAULT-VALUE}); sizes are multiples of it")
    int number = 8;
}
