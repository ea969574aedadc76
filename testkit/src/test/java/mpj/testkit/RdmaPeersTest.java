package mpj.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mpj.base.config.Parameters;
import mpj.base.memory.BufferView;
import mpj.core.Engine;
import mpj.testkit.verbs.FakeFabric;
import mpj.transport.Transport;
import mpj.transport.rdma.RdmaProvider;
import mpj.wireup.JobListener;
import mpj.wireup.ProcessManager;
import mpj.wireup.RankReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What peers cost in memory: those that are never spoken to, and those that are. */
class RdmaPeersTest {
    private static final int MANY = 200_000;
    private static final int IDLE_BYTES = 1024;
    private static final int RANKS = 16;
    /** An end of a connection, with the fake's part. */
    private static final int CONNECTED_BYTES = 64 << 10;

    /** The first rank of a job whose other ranks have said what it says. */
    private static final class Alone implements ProcessManager {
        private final int size;
        private final Map<String, byte[]> values = new HashMap<>();

        Alone(int size) {
            this.size = size;
        }

        @Override
        public String jobId() {
            return "alone-" + size;
        }

        @Override
        public int rank() {
            return 0;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public int localSize() {
            return size;
        }

        @Override
        public int appNumber() {
            return 0;
        }

        @Override
        public byte[] secret() {
            return new byte[32];
        }

        @Override
        public void put(String key, byte[] value) {
            values.put(key, value);
        }

        @Override
        public void fence() {}

        @Override
        public byte[] get(int from, String key) {
            byte[] value = values.get(key);
            return value == null ? new byte[0] : value;
        }

        @Override
        public void listen(JobListener listener) {}

        @Override
        public void abort(int code, String message) {
            throw new AssertionError(message);
        }

        @Override
        public void report(RankReport report) {}

        @Override
        public void finished() {}

        @Override
        public void close() {}
    }

    private static long usedBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    /** A whole rank: its engine and its transport. */
    @Test
    void aPeerThatIsNeverSpokenToCostsLittle() {
        long before = usedBytes();
        Engine engine = Engine.start(
                new Alone(MANY),
                Parameters.of(Map.of()),
                List.of(new RdmaProvider(new FakeFabric().host(0))));
        long bytes = (usedBytes() - before) / MANY;
        assertEquals(MANY, engine.world().size());
        System.out.println(bytes + " bytes for a peer that is never spoken to");
        assertTrue(bytes < IDLE_BYTES, bytes + " bytes for each peer");
    }

    /** With shared receives, up to their limit, and without: of ranks that have one connection, all connect to all. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionCostsWhatIsSaid(boolean shared) {
        Map<String, String> parameters =
                shared ? Map.of("MPJ_RDMA_SRQ_DEPTH", "32") : Map.of("MPJ_RDMA_SRQ", "0", "MPJ_RDMA_WINDOW", "8");
        try (TransportRig rig = new TransportRig(new RdmaHosts(new FakeFabric()), RANKS, parameters)) {
            for (int rank = 0; rank < RANKS; rank++) {
                connect(rig, rank, (rank + 1) % RANKS);
            }
            Transport transport = rig.node(0).transport();
            long registered = transport.counters().getOrDefault("pool bytes", 0L);
            long before = usedBytes();
            for (int from = 0; from < RANKS; from++) {
                for (int to = from + 2; to < RANKS - (from == 0 ? 1 : 0); to++) {
                    connect(rig, from, to);
                }
            }
            long bytes = (usedBytes() - before) / (RANKS * (RANKS - 3));
            long more = (transport.counters().getOrDefault("pool bytes", 0L) - registered) / (RANKS - 3);
            System.out.println((shared ? "shared receives: " : "own receives: ") + bytes
                    + " bytes of heap for an end of a connection, " + more + " registered");
            assertTrue(bytes < CONNECTED_BYTES, bytes + " bytes of heap for each connection");
            // 8 receives that are paid by credits and 4 others, of 16 KiB and a header; by slabs
            assertTrue(shared ? more == 0 : more < 400 << 10, more + " bytes registered for each connection");
        }
    }

    private static void connect(TransportRig rig, int from, int to) {
        int before = rig.node(to).arrivals().size();
        MessageContract.send(rig, from, to, 0, new BufferView(), 0, 0);
        rig.pollUntil("arrival", () -> rig.node(to).arrivals().size() > before);
    }
}
