package mpj.perf.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mpj.perf.bench.Launch;

/**
 * The programs that peers run: their sources, and where they are compiled to.
 *
 * @param sources the folder of {@code build.sh}
 * @param built below it each peer has a folder
 */
record PeerPrograms(Path sources, Path built) {
    private static final String SCRIPT = "build.sh";
    private static final int LIMIT_S = 300;

    /** Those of the checkout or the distribution that this class comes from. */
    static PeerPrograms find() throws IOException {
        for (Path folder = Launch.home(); folder != null; folder = folder.getParent()) {
            Path checkout = folder.resolve("perf/peers");
            if (Files.isExecutable(checkout.resolve(SCRIPT))) {
                return new PeerPrograms(checkout, folder.resolve("perf/target/peers"));
            }
            Path distribution = folder.resolve("peers");
            if (Files.isExecutable(distribution.resolve(SCRIPT))) {
                return new PeerPrograms(distribution, cache());
            }
        }
        throw new IOException("no peers/" + SCRIPT + " above " + Launch.home()
                + ": race from a checkout or a distribution of MPI for Java");
    }

    private static Path cache() {
        String home = System.getenv("XDG_CACHE_HOME");
        return (home == null || home.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(home))
                .resolve("mpj/peers");
    }

    /** Compiles what is not compiled, as far as there are compilers. */
    void build() throws IOException, InterruptedException {
        List<String> command = List.of(sources.resolve(SCRIPT).toString(), built.toString());
        try {
            new ProcessRun(command, Map.of("JAVA_HOME", System.getProperty("java.home")), LIMIT_S).run();
        } catch (ProcessRun.FailedException e) {
            throw new IOException(command.getFirst() + " has failed: " + e.getMessage(), e);
        }
    }

    /** A compiled program of a peer. */
    Path program(String peer, String name) throws LeftOutException {
        Path program = built.resolve(peer).resolve(name);
        if (!Files.exists(program)) {
            throw new LeftOutException("its program " + program.getFileName() + " is not built: is its compiler installed?");
        }
        return program;
    }

    /** A script. */
    Path script(String name) {
        return sources.resolve(name);
    }
}
