package mpj.perf.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Two runs beside each other. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "the figures of two runs that --json has written, beside each other")
final class CompareCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "THEN", description = "the earlier run")
    @SuppressWarnings("NullAway.Init")
    private Path then;

    @Parameters(index = "1", paramLabel = "NOW", description = "the later run")
    @SuppressWarnings("NullAway.Init")
    private Path now;

    CompareCommand() {}

    @Override
    public Integer call() {
        try {
            if (SavedTable.compare(SavedTable.read(then), SavedTable.read(now), System.out)) {
                return 0;
            }
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        throw new ParameterException(spec.commandLine(), then + " and " + now + " have no table in common");
    }
}
