package mpj.perf.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The files into which results go beside the terminal. */
final class OutputOptions {
    @Option(names = "--json", paramLabel = "FILE", description = "write the results to this file as well")
    @Nullable
    Path json;

    @Option(names = "--csv", paramLabel = "FILE", description = "write the tables to this file, separated by commas")
    @Nullable
    Path csv;

    @Option(names = "--plot", paramLabel = "FILE", description = "draw the tables; FILE.png or FILE.svg")
    @Nullable
    Path plot;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "show the figures beside those of an earlier run, which --json has written to this file")
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
        if (plot != null) {
            try {
                Plot.format(plot);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--plot: " + e.getMessage(), e);
            }
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
        // before the file may be replaced
        if (earlier != null && !report.compareWith(SavedTable.read(earlier))) {
            report.note(earlier + " has no table of the same title to compare with");
        }
        if (json != null) {
            Files.writeString(json, report.json(Instant.now()) + "\n");
        }
        if (csv != null) {
            Files.writeString(csv, report.csv(), StandardCharsets.UTF_8);
        }
        if (plot != null) {
            report.plot().writeTo(plot);
        }
    }
}
