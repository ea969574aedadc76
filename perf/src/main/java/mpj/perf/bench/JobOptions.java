package mpj.perf.bench;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    @Option(names = "--json", paramLabel = "FILE", description = "write the results to this file as well")
    @Nullable
    Path json;
}
