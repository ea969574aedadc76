package mpj.testkit.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import mpj.core.Engine;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.request.Operation;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sender that floods is slowed, a receiver with very many receives is not. */
class FlowControlTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int FLOOD = 200_000;
    private static final int OUTSTANDING = 100_000;
    /** More than the credit of one peer admits, so that some wait at the sender. */
    private static final int UNEXPECTED = 40_000;

    private static final long KEPT_LIMIT = 4 << 20;
    private static final Layout LONGS = Layout.contiguous(Long.BYTES);
    private static final int WORDS = 16;

    private static Ranks ranks(Wire wire, long seed) {
        return Ranks.of(2)
                .providers(wire.providers(seed))
                .parameters(Map.of("MPJ_UNEXPECTED_MAX", "4M"))
                .timeout(LIMIT);
    }

    @ParameterizedTest
    @EnumSource
    void nonblockingFloodWhileNobodyPolls(Wire wire) {
        CountDownLatch flooded = new CountDownLatch(1);
        Seed.run(seed -> ranks(wire, seed).run(engine -> {
            Communicator world = engine.world();
            if (world.rank() == 1) {
                flooded.await();
                receiveFlood(engine);
                return;
            }
            Operation[] sends = new Operation[FLOOD];
            for (int i = 0; i < FLOOD; i++) {
                long[] message = new long[WORDS];
                message[0] = i;
                sends[i] = world.isend(message, 0, WORDS, LONGS, 1, 7, SendMode.STANDARD);
            }
            flooded.countDown();
            for (Operation send : sends) {
                engine.await(send);
                assertEquals(0, send.errorClass(), send.error());
            }
        }));
    }

    @ParameterizedTest
    @EnumSource
    void blockingFloodWhileTheReceiverLooksElsewhere(Wire wire) {
        Seed.run(seed -> ranks(wire, seed).run(engine -> {
            Communicator world = engine.world();
            if (world.rank() == 0) {
                long[] message = new long[WORDS];
                for (int i = 0; i < FLOOD; i++) {
                    message[0] = i;
                    world.send(message, 0, WORDS, LONGS, 1, 7, SendMode.STANDARD);
                }
                return;
            }
            while (engine.peakUnexpectedBytes() == 0) {
                assertNull(world.iprobe(0, 8));
            }
            // it has begun; further polls take everything in that the sender is allowed to send
            for (int i = 0; i < 50_000; i++) {
                assertNull(world.iprobe(0, 8));
            }
            assertTrue(engine.peakUnexpectedBytes() > 0, "nothing was unexpected: no flood");
            receiveFlood(engine);
        }));
    }

    private static void receiveFlood(Engine engine) {
        long[] message = new long[WORDS];
        for (int i = 0; i < FLOOD; i++) {
            Operation receive = engine.world().recv(message, 0, WORDS, LONGS, 0, 7);
            assertEquals(WORDS * 8, receive.bytes());
            engine.release(receive);
            assertEquals(i, message[0]);
        }
        assertTrue(engine.peakUnexpectedBytes() <= KEPT_LIMIT, "kept " + engine.peakUnexpectedBytes());
    }

    @Test
    void manyReceivesAreMatchedInReverse() {
        Ranks.of(2).timeout(LIMIT).run(engine -> {
            Communicator world = engine.world();
            long[] value = new long[1];
            if (world.rank() == 0) {
                engine.release(world.recv(null, 0, 0, LONGS, 1, 0));
                for (int tag = OUTSTANDING; tag > 0; tag--) {
                    value[0] = tag;
                    world.send(value, 0, 1, LONGS, 1, tag, SendMode.STANDARD);
                }
                return;
            }
            Operation[] receives = new Operation[OUTSTANDING];
            long[][] buffers = new long[OUTSTANDING][1];
            for (int i = 0; i < OUTSTANDING; i++) {
                receives[i] = world.irecv(buffers[i], 0, 1, LONGS, 0, i + 1);
            }
            world.send(null, 0, 0, LONGS, 0, 0, SendMode.STANDARD);
            for (int i = 0; i < OUTSTANDING; i++) {
                engine.await(receives[i]);
                assertEquals(0, receives[i].errorClass(), receives[i].error());
                assertEquals(i + 1, buffers[i][0]);
            }
        });
    }

    @Test
    void manyUnexpectedMessagesAreTakenInReverse() {
        CountDownLatch sent = new CountDownLatch(1);
        Ranks.of(2).timeout(LIMIT).run(engine -> {
            Communicator world = engine.world();
            if (world.rank() == 0) {
                Operation[] sends = new Operation[UNEXPECTED];
                for (int tag = 0; tag < UNEXPECTED; tag++) {
                    sends[tag] = world.isend(new long[] {tag}, 0, 1, LONGS, 1, tag, SendMode.STANDARD);
                }
                sent.countDown();
                for (Operation send : sends) {
                    engine.await(send);
                }
                return;
            }
            sent.await();
            long[] value = new long[1];
            for (int tag = UNEXPECTED - 1; tag >= 0; tag--) {
                engine.release(world.recv(value, 0, 1, LONGS, 0, tag));
                assertEquals(tag, value[0]);
            }
        });
    }
}
