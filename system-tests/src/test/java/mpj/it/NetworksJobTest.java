package mpj.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mpj.it.program.Wired;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts with two networks: which one messages take, and one that falls silent while mpjexec's own goes on. */
@Timeout(120)
class NetworksJobTest {
    private Namespaces spaces;

    @BeforeEach
    void makeHosts() {
        spaces = Namespaces.withTwoNetworks(2);
    }

    @AfterEach
    void removeHosts() {
        spaces.close();
    }

    private LauncherRun job(List<String> options, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("--hosts", spaces.hosts(1), "--launcher", spaces.launcher(), "--transport", "tcp"));
        words.addAll(LauncherRun.COMPILE_QUICKLY);
        words.addAll(options);
        words.addAll(List.of("-cp", LauncherRun.programPath(), Wired.class.getName()));
        words.addAll(List.of(arguments));
        return LauncherRun.start(words.toArray(new String[0]));
    }

    private void expectUse(List<String> options, String device, boolean used) throws IOException, InterruptedException {
        try (LauncherRun job = job(options, "count", device)) {
            job.expect(0);
            for (int rank = 0; rank < 2; rank++) {
                String line = rank + " " + device + (used ? " is used" : " is not used");
                assertTrue(job.sortedLines().contains(line), job::describe);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void theInterfaceThatIsNamed(String io) throws IOException, InterruptedException {
        List<String> options = List.of("-x", "MPJ_TCP_IO=" + io, "-x", "MPJ_TCP_IF=" + Namespaces.DEVICE2);
        expectUse(options, Namespaces.DEVICE2, true);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true", "6, true"})
    void theNetworkThatIsNamed(int which, boolean second) throws IOException, InterruptedException {
        String network = which == 1 ? spaces.network() : which == 2 ? spaces.network2() : spaces.network6();
        expectUse(List.of("--tcp-if", network), Namespaces.DEVICE2, second);
    }

    /** The address that comes first leads nowhere: the next one is tried. */
    @Test
    void anAddressThatLeadsNowhere() throws IOException, InterruptedException {
        spaces.isolate2(2);
        List<String> options = List.of(
                "--tcp-if", spaces.network(), "-x", "MPJ_TCP_IF=eth1,eth0", "-x", "MPJ_TCP_TIMEOUT=2");
        expectUse(options, Namespaces.DEVICE2, false);
    }

    /** Nothing is reset: no answer comes any more, whether something is under way or not. */
    @ParameterizedTest
    @CsvSource({"wait, epoll", "send, epoll", "wait, nio", "send, nio"})
    void aNetworkThatFallsSilent(String what, String io) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>();
        // where agents talk to mpjexec; the ranks' messages take the other one
        options.addAll(List.of("--tcp-if", spaces.network(), "-x", "MPJ_TCP_IF=" + Namespaces.DEVICE2));
        options.addAll(List.of("-x", "MPJ_TCP_IO=" + io, "-x", "MPJ_TCP_TIMEOUT=2"));
        try (LauncherRun job = job(options, what)) {
            job.awaitOutput("ready 0\n").awaitOutput("ready 1\n");
            spaces.cutOff2(2);
            job.expectFailure();
            // the kernel says which, by whether it was still asking for the neighbour's address when the time was over
            assertTrue(job.err().contains("timed out") || job.err().contains("No route to host"), job::describe);
            assertFalse(job.err().contains("nothing has been heard"), job::describe);
            assertEquals(2, job.sortedLines().size(), job::describe);
        }
    }
}
