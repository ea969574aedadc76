package mpj.perf.bench;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every benchmark can be told about the job it runs in and about its output. */
final class JobOptions {
    @Option(
            names = {"-n", "-np"},
            paramLabel = "RANKS",
            description = "ranks of the job that is started when there is none")
    int ranks;

    @Option(
            names = "--mpjexec",
            paramLabel = "OPTION",
            description = "an option for mpjexec, as in --mpjexec=--transport=shm; may be repeated")
    List<String> launcherOptions = List.of();

    @Mixin
    @SuppressWarnings("NullAway.Init")
    OutputOptions output;
}
