package mpj.perf.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A page of what races have found. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "a report in Markdown of what mpj-bench race --json has saved: tables, drawings, machine, commands")
public final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "what races have saved")
    private List<Path> files = List.of();

    @Option(
            names = "--into",
            paramLabel = "PAGE.md",
            description = "put it between the marks on this page, and draw beside the files (default: print it)")
    private @Nullable Path page;

    /** Made by the command line. */
    public ReportCommand() {}

    @Override
    public Integer call() throws IOException {
        try {
            Map<Path, Standings> races = new LinkedHashMap<>();
            for (Path file : files) {
                races.put(file, RaceFile.read(file));
            }
            if (page == null) {
                System.out.print(new MarkdownReport(Path.of("")).of(races));
            } else {
                write(page, races);
            }
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void write(Path page, Map<Path, Standings> races) throws IOException {
        Path folder = page.toAbsolutePath().normalize().getParent();
        if (!Files.isReadable(page) || folder == null) {
            throw new IOException(page + " cannot be read");
        }
        String text = MarkdownReport.replaced(Files.readString(page), new MarkdownReport(folder).of(races));
        for (Map.Entry<Path, Standings> race : races.entrySet()) {
            new RacePlots(race.getValue()).writeTo(MarkdownReport.pictureOf(race.getKey()));
        }
        Files.writeString(page, text);
    }
}
