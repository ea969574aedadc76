package mpj.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mpj.it.program.Endless;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The second of two machines ({@link RdmaJob#placement}) is lost: {@code -Drdma.end="COMMAND"} says how it is ended. */
@Timeout(600)
class RdmaLossTest {
    private static final String END = "rdma.end";
    private static final String PROVIDER = "ffm";
    private static final int SILENCE_S = 30;

    /** Its ranks wait for messages of those that are gone; the job says whom it has lost, and does not hang. */
    @Test
    void aMachineThatIsLostEndsTheJob() throws IOException, InterruptedException {
        String end = System.getProperty(END, "");
        assumeTrue(!end.isEmpty(), "-D" + END + "=\"COMMAND\" says of no way to end a machine");
        RdmaJob.need(PROVIDER);
        List<String> options = new ArrayList<>(RdmaJob.placement(1, SILENCE_S));
        options.addAll(List.of("--transport", "rdma", "--rdma-provider", PROVIDER));
        try (LauncherRun job = RdmaJob.start(options, Endless.class)) {
            job.awaitOutput("ready 0\n").awaitOutput("ready 1\n");
            Process ending = new ProcessBuilder(end.split(" ", -1)).start();
            job.expect(1).expectMessage(
                    "host " + RdmaJob.hosts().get(1) + ": nothing has been heard of it for " + SILENCE_S + ".0 s");
            ending.destroyForcibly().waitFor();
        }
    }
}
