package mpj.perf.bench;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import picocli.CommandLine;

/** Starts {@code mpj-bench} as a job of several ranks. */
public final class Launch {
    /** What the process managers tell each rank; whichever is there, this process is a rank already. */
    private static final List<String> RANK_VARIABLES = List.of("MPJ_RANK", "PMI_RANK", "PMI_ID", "PMIX_RANK");

    private Launch() {}

    static boolean insideJob(Map<String, String> environment) {
        return RANK_VARIABLES.stream().anyMatch(environment::containsKey);
    }

    /** Runs the job with this process's standard streams and answers its exit code. */
    static int job(int ranks, List<String> launcherOptions, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = command(ranks, launcherOptions, classPath(), Main.class);
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** The words that start a job, to which the program's own may be added. */
    public static List<String> command(
            int ranks, List<String> launcherOptions, String classPath, Class<?> program) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(launcher().toString());
        command.addAll(List.of("-n", Integer.toString(ranks)));
        command.addAll(launcherOptions);
        command.addAll(List.of("-cp", classPath, program.getName()));
        return command;
    }

    /** The {@code mpjexec} that belongs to these classes: of the checkout or of the distribution they lie in. */
    static Path launcher() throws IOException {
        Path home = home();
        for (Path folder = home.getParent(); folder != null; folder = folder.getParent()) {
            Path found = executable(folder);
            if (found != null) {
                return found;
            }
        }
        throw new IOException("no mpjexec above " + home + ": start mpj-bench from a checkout or a distribution");
    }

    private static @Nullable Path executable(Path folder) {
        for (String name : List.of("mpjexec", "bin/mpjexec")) {
            Path candidate = folder.resolve(name);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    /** What the ranks of a benchmark need beyond the library itself. */
    public static String classPath() {
        return Stream.of(Launch.class, CommandLine.class, Histogram.class, XYChart.class, VectorGraphics2D.class)
                .map(used -> placeOf(used).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The jar or folder that these classes were loaded from. */
    public static Path home() {
        return placeOf(Launch.class);
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
