package mpj.transport.rdma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import mpj.base.config.Parameters;
import mpj.transport.MessageHandler;
import mpj.transport.TransportContext;
import mpj.transport.TransportUnavailableException;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.LinkLayer;
import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.VerbsException;
import mpj.transport.rdma.verbs.VerbsProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which port is used, and what is said where there is none. */
class RdmaProviderTest {
    private static final class Verbs implements VerbsProvider {
        private final @Nullable String problem;
        private final List<RdmaPort> ports;

        Verbs(@Nullable String problem, RdmaPort... ports) {
            this.problem = problem;
            this.ports = List.of(ports);
        }

        @Override
        public String name() {
            return "stub";
        }

        @Override
        public @Nullable String unusable() {
            return problem;
        }

        @Override
        public List<RdmaPort> ports() {
            return ports;
        }

        @Override
        public Device open(RdmaPort port) throws VerbsException {
            throw new VerbsException(0, "chose " + port.device() + "/" + port.number() + "/" + port.gidIndex());
        }
    }

    private static final class Nobody implements MessageHandler {
        @Override
        public void onMessage(int peer, int kind, long h0, long h1, long h2, long address, int length) {}

        @Override
        public void onCompletion(long token, int status) {}

        @Override
        public void onNote(int peer, int note) {}

        @Override
        public void onPeerLost(int peer, String reason) {}
    }

    private static RdmaPort port(String device, int number, int gid, boolean active, @Nullable String address)
            throws UnknownHostException {
        return new RdmaPort(
                device,
                number,
                LinkLayer.ROCE_V2,
                active,
                active ? "ACTIVE" : "DOWN",
                gid,
                "::",
                "eth0",
                address == null ? null : InetAddress.getByName(address));
    }

    private static TransportUnavailableException refusal(VerbsProvider verbs, Map<String, String> parameters) {
        TransportContext context =
                new TransportContext(0, 2, 2, "test", new byte[32], Parameters.of(parameters), new Nobody());
        return assertThrows(TransportUnavailableException.class, () -> new RdmaProvider(verbs).open(context));
    }

    private static void assertChosen(String expected, VerbsProvider verbs, Map<String, String> parameters) {
        String message = refusal(verbs, parameters).getMessage();
        assertTrue(message != null && message.contains("chose " + expected), message);
    }

    @Test
    void noAdapterIsNoDefect() {
        TransportUnavailableException refusal = refusal(new Verbs("there is no adapter"), Map.of());
        assertEquals("not stub: there is no adapter", refusal.getMessage());
        assertFalse(refusal.isBroken());
    }

    @Test
    void anAdapterWithoutLibraryIsADefect() throws UnknownHostException {
        Verbs verbs = new Verbs("libibverbs is missing", port("mlx5_0", 1, 3, true, "10.0.0.1"));
        assertTrue(refusal(verbs, Map.of()).isBroken());
    }

    @Test
    void theFirstActivePortOfIpv4IsUsed() throws UnknownHostException {
        Verbs verbs = new Verbs(
                null,
                port("mlx5_0", 1, 0, false, "10.0.0.1"),
                port("mlx5_1", 1, 0, true, null),
                port("mlx5_1", 1, 1, true, "fe80::1"),
                port("mlx5_1", 2, 5, true, "10.0.0.2"),
                port("mlx5_2", 1, 7, true, "10.0.0.3"));
        assertChosen("mlx5_1/2/5", verbs, Map.of());
        assertChosen("mlx5_2/1/7", verbs, Map.of("MPJ_RDMA_DEVICE", "mlx5_2"));
        assertChosen("mlx5_1/1/1", verbs, Map.of("MPJ_RDMA_GID_INDEX", "1"));
        assertChosen("mlx5_1/1/1", verbs, Map.of("MPJ_RDMA_DEVICE", "mlx5_1", "MPJ_RDMA_PORT", "1"));
    }

    @Test
    void whatWasAskedForAndIsNotThereIsNamed() throws UnknownHostException {
        Verbs verbs = new Verbs(null, port("mlx5_0", 1, 0, true, "10.0.0.1"));
        String message = refusal(verbs, Map.of("MPJ_RDMA_DEVICE", "mlx5_9")).getMessage();
        assertTrue(message != null && message.contains("MPJ_RDMA_DEVICE=mlx5_9") && message.contains("mlx5_0"), message);
        String provider = refusal(verbs, Map.of("MPJ_RDMA_PROVIDER", "other")).getMessage();
        assertTrue(provider != null && provider.contains("MPJ_RDMA_PROVIDER=other"), provider);
    }

    @Test
    void aPortThatIsDownTellsSo() throws UnknownHostException {
        TransportUnavailableException refusal =
                refusal(new Verbs(null, port("mlx5_0", 1, 0, false, "10.0.0.1")), Map.of());
        assertTrue(refusal.isBroken());
        assertTrue(String.valueOf(refusal.getMessage()).contains("DOWN"), refusal.getMessage());
    }

    @Test
    void cardsTravelAndAreComparedByFabric() throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName("10.0.0.1"), 4711);
        RdmaCard card = new RdmaCard("RoCE v2", 16384, address, "ffm", "not disni: it is missing", "n3");
        assertEquals(card, RdmaCard.decode(card.encode()));
        assertNull(RdmaCard.decode(new byte[] {1, 2, 3}));
        RdmaCard other = RdmaCard.decode(new RdmaCard("iWARP", 16384, address, "ffm", "", "n3").encode());
        assertNotNull(other);
        assertFalse(card.speaksAs(other));
        assertTrue(card.speaksAs(card));
    }
}
