package mpj.perf.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The files into which results go beside the terminal. */
final class OutputOptions {
    private static final List<String> FORMATS = List.of("png", "svg", "html");

    @Option(names = "--json", paramLabel = "FILE", description = "write the results to this file as well")
    @Nullable
    Path json;

    @Option(names = "--csv", paramLabel = "FILE", description = "write the tables to this file, separated by commas")
    @Nullable
    Path csv;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "draw the tables; FILE.png, FILE.svg, or FILE.html with tables and machine as well")
    @Nullable
    Path plot;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "show the figures beside those of an earlier run, which --json has written to this file, and"
                    + " draw these too")
    @Nullable
    Path earlier;

    /** Refuses files that could not be read or written, before anything is measured. */
    void check(CommandSpec spec) {
        if (earlier != null) {
            try {
                SavedTable.read(earlier);
            } catch (IOException e) {
                throw new ParameterException(spec.commandLine(), "--compare: " + e.getMessage(), e);
            }
        }
        checkFolder(spec, "--json", json);
        checkFolder(spec, "--csv", csv);
        checkFolder(spec, "--plot", plot);
        if (plot != null && !FORMATS.contains(Plot.extension(plot))) {
            throw new ParameterException(
                    spec.commandLine(), "--plot: '" + plot + "' should end with .png, .svg or .html");
        }
    }

    boolean areGiven() {
        return json != null || csv != null || plot != null;
    }

    private static void checkFolder(CommandSpec spec, String option, @Nullable Path file) {
        Path folder = file == null ? null : file.toAbsolutePath().getParent();
        if (folder != null && !Files.isWritable(folder)) {
            throw new ParameterException(spec.commandLine(), option + ": no file can be made in " + folder);
        }
    }

    void write(Report report) throws IOException {
        if (report.isEmpty()) {
            return;
        }
        // before the file may be replaced
        List<SavedTable> then = earlier == null ? List.of() : SavedTable.read(earlier);
        if (earlier != null && !report.compareWith(then)) {
            report.note(earlier + " has no table of the same title to compare with");
        }
        if (json != null) {
            Files.writeString(json, report.json(Instant.now()) + "\n");
        }
        if (csv != null) {
            Files.writeString(csv, report.csv(), StandardCharsets.UTF_8);
        }
        if (plot != null) {
            draw(report, plot, then);
        }
    }

    private void draw(Report report, Path file, List<SavedTable> then) throws IOException {
        Plot drawn = report.plot(earlier == null ? "" : earlier.getFileName().toString(), then);
        if (Plot.extension(file).equals("html")) {
            Files.writeString(file, Page.of(report, drawn.picture("svg")));
        } else {
            Files.write(file, drawn.picture(Plot.extension(file)));
        }
    }
}
