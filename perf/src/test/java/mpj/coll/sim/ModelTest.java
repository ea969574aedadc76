package mpj.coll.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mpj.core.coll.CostModel;
import mpj.core.coll.CostModel.Link;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Model read(String text) throws IOException {
        return Model.read(Files.writeString(folder.resolve("m.model"), text));
    }

    @Test
    void whatIsNotGivenIsAsShipped() throws IOException {
        assertEquals(Model.DEFAULT, read(""));
        Model model = read("""
                # a cluster
                between = rdma
                rdma.latency=2e-6   # measured
                switch.taper = 2
                """);
        assertEquals(Link.RDMA, model.costs().between());
        assertEquals(2e-6, model.costs().rdma().latency());
        assertEquals(CostModel.DEFAULT.rdma().overhead(), model.costs().rdma().overhead());
        assertEquals(2, model.fabric().taper());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "between = ethernet | between should be shm, tcp or rdma, not 'ethernet'",
                "tcp.latency | 'tcp.latency' should be NAME = VALUE",
                "tcp.speed = 1 | no 'tcp.speed'; there are within, between, shm.latency",
                "tcp.gap = fast | tcp.gap should be a number, not 'fast'",
                "tcp.gap = -1 | tcp.gap should be seconds, not -1.0",
                "tcp.gap = NaN | tcp.gap should be seconds, not NaN",
                "switch.nodes = 1 | a switch has at least 2 nodes below it, not 1",
                "switch.taper = 0.5 | a fabric has a taper of at least 1"
            })
    void aWrongLineIsTold(String line, String cause) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> read("# one\n" + line));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith(folder.resolve("m.model") + ", line 2: " + cause), message);
    }
}
