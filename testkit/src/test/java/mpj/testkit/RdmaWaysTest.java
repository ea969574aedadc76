package mpj.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import mpj.base.config.Parameters;
import mpj.base.memory.BufferView;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.request.Operation;
import mpj.testkit.verbs.FakeFabric;
import mpj.transport.Cards;
import mpj.transport.MessageHandler;
import mpj.transport.Status;
import mpj.transport.Transport;
import mpj.transport.TransportContext;
import mpj.transport.TransportProvider;
import mpj.transport.TransportUnavailableException;
import mpj.transport.rdma.RdmaProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** By which way ranks reach the verbs: all of a job by the same one. */
class RdmaWaysTest {
    private static final String MISSING = "its library is missing";

    private final FakeFabric fabric = new FakeFabric();
    private final List<Transport> opened = Collections.synchronizedList(new ArrayList<>());

    /** Ranks with two ways, of which the first does not work on one host, or on none. */
    private final class Hosts implements TransportProvider {
        private final int without;

        Hosts(int without) {
            this.without = without;
        }

        @Override
        public String name() {
            return "rdma";
        }

        @Override
        public int preference() {
            return 0;
        }

        @Override
        public Transport open(TransportContext context) throws TransportUnavailableException {
            int host = context.rank();
            Transport transport = new RdmaProvider(
                            fabric.host(host, FakeFabric.LIMITS, "first", host == without ? MISSING : null),
                            fabric.host(host, PlainRdmaTransportTest.PLAIN, "second", null))
                    .open(context);
            opened.add(transport);
            return transport;
        }
    }

    private record Published(List<Transport> transports) implements Cards {
        @Override
        public int size() {
            return transports.size();
        }

        @Override
        public byte @Nullable [] card(int rank, Transport transport) {
            return transports.get(rank).card();
        }
    }

    private TransportRig agreed(int without, Map<String, String> parameters) throws TransportUnavailableException {
        TransportRig rig = new TransportRig(new Hosts(without), 3, parameters);
        for (Transport transport : opened) {
            transport.agree(new Published(opened));
        }
        return rig;
    }

    private void assertWay(String name, String why) {
        for (Transport transport : opened) {
            assertTrue(transport.description().contains("provider " + name), transport.description());
            assertTrue(transport.description().contains(why), transport.description());
        }
    }

    private static void pass(TransportRig rig, int from, int to) {
        MessageContract.send(rig, from, to, 5, new BufferView(), 0, 0);
        rig.pollUntil("arrival", () -> !rig.node(to).takeArrivals().isEmpty());
    }

    @Test
    void theFirstIsTakenWhereAllRanksCan() throws TransportUnavailableException {
        try (TransportRig rig = agreed(-1, Map.of())) {
            assertWay("first", "");
            pass(rig, 0, 2);
        }
    }

    @Test
    void theSecondIsTakenByAllWhereOneCannotTakeTheFirst() throws TransportUnavailableException {
        try (TransportRig rig = agreed(1, Map.of())) {
            assertWay("second", "not first: " + MISSING);
            assertTrue(opened.getFirst().description().contains("for the whole job, as rank 1 on "));
            pass(rig, 0, 1);
            pass(rig, 1, 2);
            pass(rig, 2, 0);
        }
    }

    @Test
    void theOneThatIsAskedForIsTakenOrTheHostWithoutItNamed() throws TransportUnavailableException {
        try (TransportRig rig = agreed(1, Map.of("MPJ_RDMA_PROVIDER", "second"))) {
            assertWay("second", "");
            assertEquals(Status.BUSY, rig.node(0).trySend(1, 1, 1));
        }
        opened.clear();
        TransportContext context = new TransportContext(
                1,
                3,
                1,
                "ways",
                new byte[32],
                Parameters.of(Map.of("MPJ_RDMA_PROVIDER", "first")),
                new Nobody());
        TransportUnavailableException refusal =
                assertThrows(TransportUnavailableException.class, () -> new Hosts(1).open(context));
        assertTrue(refusal.isAskedFor());
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.matches("MPJ_RDMA_PROVIDER=first on \\S+: not first: " + MISSING), message);
    }

    @Test
    void aJobAgreesBeforeItsFirstMessage() {
        Ranks.of(3).providers(_ -> List.of(new Hosts(2))).run(engine -> {
            Communicator world = engine.world();
            int rank = world.rank();
            int[] mine = {rank};
            int[] theirs = {-1};
            Operation receive = world.irecv(theirs, 0, 1, Layout.contiguous(Integer.BYTES), (rank + 2) % 3, 7);
            world.send(mine, 0, 1, Layout.contiguous(Integer.BYTES), (rank + 1) % 3, 7, SendMode.STANDARD);
            engine.await(receive);
            assertEquals((rank + 2) % 3, theirs[0]);
        });
        assertWay("second", "");
    }

    /** Where the environment of a rank asks for what the others do not. */
    @Test
    void ranksThatAreAskedForDifferentWaysSaySo() throws TransportUnavailableException {
        try (TransportRig rig = new TransportRig(new Hosts(1), 3, Map.of())) {
            TransportUnavailableException refusal;
            TransportRig other = new TransportRig(new Hosts(-1), 1, Map.of("MPJ_RDMA_PROVIDER", "first"));
            try (other) {
                Transport asked = opened.getLast();
                refusal = assertThrows(
                        TransportUnavailableException.class, () -> asked.agree(new Published(opened.subList(0, 3))));
            }
            String message = String.valueOf(refusal.getMessage());
            assertTrue(message.contains("MPJ_RDMA_PROVIDER=first, but rank 1 on "), message);
            pass(rig, 0, 2);
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
}
