package mpj.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import mpj.base.config.Parameters;
import mpj.base.memory.RawMemory;
import mpj.testkit.verbs.FakeFabric;
import mpj.transport.TransportContext;
import mpj.transport.TransportUnavailableException;
import mpj.transport.rdma.RdmaProvider;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.CompletionQueue;
import mpj.transport.rdma.verbs.Completions;
import mpj.transport.rdma.verbs.ConnectionRequest;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.DeviceEvents;
import mpj.transport.rdma.verbs.QueuePair;
import mpj.transport.rdma.verbs.QueuePairOptions;
import mpj.transport.rdma.verbs.Region;
import mpj.transport.rdma.verbs.SendRequest;
import mpj.transport.rdma.verbs.VerbsException;
import mpj.transport.rdma.verbs.VerbsProvider;
import mpj.wireup.WireReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who does not know the job's secret gets nothing: no message in, no key out. */
class RdmaStrangersTest {
    private static final int KIND_OPENING = 130;
    private static final int KIND_VERDICT = 133;

    private final FakeFabric fabric = new FakeFabric();

    private TransportNode node(int rank, int secret) throws TransportUnavailableException {
        TransportNode node = new TransportNode(rank, 2);
        byte[] bytes = new byte[32];
        bytes[0] = (byte) secret;
        node.open(new RdmaProvider(fabric.host(rank))
                .open(new TransportContext(
                        rank, 2, 1, "strangers", bytes, Parameters.of(Map.of("MPJ_RDMA_TIMEOUT", "1")), node)));
        return node;
    }

    private static void until(String what, BooleanSupplier condition, TransportNode... nodes) {
        long deadline = System.nanoTime() + TransportRig.LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            for (TransportNode node : nodes) {
                node.transport().poll();
            }
            Parallel.letOthersRun();
            assertTrue(deadline - System.nanoTime() > 0, "still not: " + what);
        }
    }

    @Test
    void jobsWithDifferentSecretsDoNotTalk() throws TransportUnavailableException {
        try (TransportNode one = node(0, 1);
                TransportNode other = node(1, 2)) {
            byte[][] cards = {one.transport().card(), other.transport().card()};
            one.cards(cards);
            other.cards(cards);
            until("the attempt to be given up", () -> {
                one.trySend(1, 1, 0);
                return !one.lost().isEmpty();
            }, one, other);
            assertEquals(List.of(), other.arrivals());
            assertEquals(List.of(), other.lost());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"an engine's message", "a short one", "a wrong opening", "a verdict", "nothing"})
    void whoSaysTheWrongThingIsClosed(String what) throws Exception {
        try (TransportNode node = node(0, 1);
                Speaker speaker = new Speaker(fabric.host(7))) {
            speaker.connect(node.transport().card());
            until("the connection", () -> speaker.poll().connected, node);
            switch (what) {
                case "an engine's message" -> speaker.say(1, 64);
                case "a short one" -> speaker.say(1, 8);
                case "a wrong opening" -> speaker.say(KIND_OPENING, 100);
                case "a verdict" -> speaker.say(KIND_VERDICT, 49);
                default -> {
                    // silence is ended by time
                }
            }
            until("the end of the connection", () -> speaker.poll().ended, node);
            assertEquals(List.of(), node.arrivals());
            assertEquals(1, node.transport().counters().getOrDefault("strangers", -1L));
        }
    }

    /** Connects like a rank, and says what it likes. */
    private static final class Speaker implements DeviceEvents, AutoCloseable {
        private final Arena arena = Arena.ofShared();
        private final Device device;
        private final CompletionQueue queue;
        private final QueuePair pair;
        private final Region region;
        private final Completions batch = new Completions(8);
        private boolean connected;
        private boolean ended;

        Speaker(VerbsProvider verbs) throws VerbsException {
            device = verbs.open(verbs.ports().getFirst());
            queue = device.createCompletionQueue(64);
            pair = device.createQueuePair(QueuePairOptions.of(device.limits(), queue, null, 8, 8));
            region = device.register(arena.allocate(4096, 8).address(), 4096, Access.LOCAL_WRITE);
        }

        void connect(byte[] card) throws IOException, VerbsException {
            WireReader in = new WireReader(card);
            in.number();
            in.text();
            in.number();
            InetAddress address = InetAddress.getByAddress(in.bytes());
            pair.connect(new InetSocketAddress(address, in.number()));
        }

        void say(int kind, int bytes) {
            RawMemory.putLong(region.address(), kind);
            SendRequest request = pair.newSendRequest();
            assertEquals(
                    0,
                    request.id(1)
                            .flags(SendRequest.SIGNALED)
                            .local(region.address(), bytes, region.localKey())
                            .send()
                            .post());
        }

        Speaker poll() {
            device.pollEvents(this);
            queue.poll(batch);
            return this;
        }

        @Override
        public void onRequest(ConnectionRequest request) {
            request.reject();
        }

        @Override
        public void onConnected(QueuePair queuePair) {
            connected = true;
        }

        @Override
        public void onFailed(QueuePair queuePair, String reason) {
            ended = true;
        }

        @Override
        public void onDisconnected(QueuePair queuePair, String reason) {
            ended = true;
        }

        @Override
        public void onPortChange(boolean active) {}

        @Override
        public void onFatal(String reason) {}

        @Override
        public void close() {
            device.close();
            arena.close();
        }
    }
}
