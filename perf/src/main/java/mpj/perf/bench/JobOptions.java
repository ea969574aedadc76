package mpj.perf.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What every benchmark can be told about the job it runs in and about its output. */
final class JobOptions {
    private static final String PROGRESS = "--progress";

    @Option(
            names = {"-n", "-np"},
            paramLabel = "RANKS",
            converter = Count.Positive.class,
            description = "ranks of the job that is started when there is none")
    @Nullable
    Integer ranks;

    @Option(
            names = "--transport",
            paramLabel = "LIST",
            description = "the transports of the job that is started, as mpjexec's option: shm, rdma, tcp")
    @Nullable
    String transport;

    @Option(
            names = "--mpjexec",
            paramLabel = "OPTION",
            description = "an option for mpjexec, as in --mpjexec=--bind-to=none; may be repeated")
    List<String> launcherOptions = List.of();

    @Option(
            names = PROGRESS,
            description = "tell on standard error what is being measured (a job that is started from a terminal does)")
    boolean progress;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    OutputOptions output;

    /** Refuses, in a job, transports that it was not started with. */
    void checkInside(CommandSpec spec, Map<String, String> environment) {
        if (transport != null && !transport.equalsIgnoreCase(environment.get("MPJ_TRANSPORT"))) {
            throw new ParameterException(
                    spec.commandLine(), "--transport: the job has been started already; set MPJ_TRANSPORT=" + transport
                            + " before, or give the option to mpjexec");
        }
    }

    /** The options that a job of its own is started with. */
    List<String> launcher() {
        List<String> all = new ArrayList<>(launcherOptions);
        if (transport != null) {
            all.add("--transport=" + transport);
        }
        return all;
    }

    /** What the ranks of the job are told that this process has been told. */
    List<String> forRanks(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        if (!progress && Progress.hasTerminal()) {
            all.add(PROGRESS);
        }
        return all;
    }
}
