package mpj.perf.race;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import mpj.perf.bench.Environment;
import mpj.perf.bench.Hello;
import mpj.perf.bench.Launch;
import mpj.perf.bench.Main;
import mpj.perf.bench.Plot;
import mpj.perf.race.Contestant.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A benchmark of this library and of others, in turns. */
@Command(
        name = "race",
        mixinStandardHelpOptions = true,
        description = {
            "a benchmark of this library and of its peers in turns: medians, and the ratios of the rounds with their spread",
            "Ranks are bound to cores where there are enough, for all alike."
        })
public final class RaceCommand implements Callable<Integer> {
    private static final List<String> USUAL_PEERS = List.of("openmpi", "mpich", "mpi4py", "mpjexpress", "raw");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "BENCHMARK",
            description = "latency, multi-lat, bw, bibw, mbw-mr, ring, objects, startup, a collective, or one with an i before"
                    + " its name: nonblocking, with computation meanwhile")
    private String benchmark = "";

    @Option(
            names = {"-k", "--rounds"},
            paramLabel = "ROUNDS",
            description = "rounds, in each of which each runs once (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(
            names = {"-n", "-np"},
            paramLabel = "RANKS",
            description = "ranks of a job (default: 2 for latency, bw, bibw and objects, 4 for the others)")
    private int ranks;

    @Option(
            names = "--peers",
            paramLabel = "LIST",
            split = ",",
            description = "of openmpi, mpich, mpi4py, mpi4py-pickle, mpjexpress, raw (default: all but mpi4py-pickle)")
    private List<String> peers = USUAL_PEERS;

    @Option(
            names = "--api",
            paramLabel = "KIND",
            split = ",",
            description = "our buffers, each kind a contestant: array, direct, segment, alloc (default: array)")
    private List<String> apis = List.of("array");

    @Option(names = "--tcp", description = "all over TCP on the loopback interface")
    private boolean tcp;

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "the figure to compare, as the tables' heading begins (default: the first)")
    private String column = "";

    @Option(
            names = "--timeout",
            paramLabel = "S",
            description = "seconds that one run may take (default: ${DEFAULT-VALUE})")
    private int timeoutSeconds = 120;

    @Option(
            names = "--mpjexec",
            paramLabel = "OPTION",
            description = "an option for mpjexec, as in --mpjexec=--transport=shm; may be repeated")
    private List<String> launcherOptions = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "save every round's figures; mpj-bench report reads it")
    private @Nullable Path json;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "draw the medians; FILE.png or FILE.svg. The ratios are drawn in FILE-ratios.png or .svg")
    private @Nullable Path plot;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchmarkOptions options;

    /** Made by the command line. */
    public RaceCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Course course = check();
        PeerPrograms programs = PeerPrograms.find();
        programs.build();
        Race race = new Race(course, column, rounds, timeoutSeconds, RaceCommand::tell);
        ours(course).forEach(race::add);
        for (Peer peer : peers.stream().map(Peer::of).distinct().toList()) {
            try {
                peer.enter(course, programs).forEach(race::add);
            } catch (LeftOutException e) {
                race.leaveOut(peer.label(), String.valueOf(e.getMessage()));
            }
        }
        race.run();
        List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return tell(race.standings(arguments, now, Environment.ofMachine()));
    }

    private int tell(Standings standings) throws IOException {
        new RacePrinter(standings, System.out).print();
        if (standings.those(Role.OURS).isEmpty()) {
            System.err.println("mpj-bench race: no run of ours has ended well");
            return 1;
        }
        if (json != null) {
            RaceFile.write(standings, json);
        }
        if (plot != null) {
            new RacePlots(standings).writeTo(plot);
        }
        return 0;
    }

    /** Refuses what cannot be raced before anything is. */
    private Course check() {
        try {
            Discipline discipline = Discipline.of(benchmark);
            peers.forEach(Peer::of);
            if (rounds < 1 || timeoutSeconds < 1 || ranks < 0) {
                throw new IllegalArgumentException("-k, -n and --timeout should be at least 1");
            }
            int all = ranks == 0 ? discipline.ranks() : ranks;
            checkFiles();
            Course course = new Course(
                    discipline,
                    all,
                    options.pairs == 0 ? Math.max(1, all / 2) : options.pairs,
                    tcp,
                    options.words(),
                    Runtime.getRuntime().availableProcessors());
            for (String api : apis) {
                List<String> words = new ArrayList<>(List.of(benchmark));
                words.addAll(benchmarkOptions(course, api));
                Main.check(words);
            }
            return course;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (ParameterException e) {
            throw new ParameterException(spec.commandLine(), benchmark + ": " + e.getMessage(), e);
        }
    }

    private void checkFiles() {
        if (plot != null) {
            Plot.format(plot);
        }
        for (Path file : new Path[] {json, plot}) {
            Path folder = file == null ? null : file.toAbsolutePath().getParent();
            if (folder != null && !Files.isWritable(folder)) {
                throw new IllegalArgumentException("no file can be made in " + folder);
            }
        }
    }

    private List<Contestant> ours(Course course) throws IOException {
        List<String> words = new ArrayList<>(launcherOptions);
        if (tcp) {
            words.add("--transport=tcp");
        }
        List<Contestant> ours = new ArrayList<>();
        if (course.discipline().kind() == Discipline.Kind.STARTUP) {
            String hello = Launch.home().toString();
            ours.add(ours("mpj", Launch.command(course.ranks(), words, hello, Hello.class)));
        } else {
            boolean chosen = course.discipline().hasBuffers();
            for (String api : chosen ? apis : List.of("")) {
                List<String> command = Launch.command(course.ranks(), words, Launch.classPath(), Main.class);
                command.add(benchmark);
                command.addAll(benchmarkOptions(course, api));
                ours.add(ours(chosen ? "mpj " + api : "mpj", command));
            }
        }
        return ours;
    }

    private static Contestant ours(String name, List<String> command) {
        return new Contestant(name, Role.OURS, "MPI for Java", command, Map.of());
    }

    private static List<String> benchmarkOptions(Course course, String api) {
        List<String> words = new ArrayList<>(course.optionsWithPairs());
        if (course.discipline().hasBuffers()) {
            words.addAll(List.of("--api", api));
        }
        return words;
    }

    /** What goes on, to somebody who looks. */
    private static void tell(String what) {
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
            System.err.println("race: " + what);
        }
    }
}
