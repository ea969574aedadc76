package mpj.testkit.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.request.Operation;
import mpj.testkit.BufferKind;
import mpj.testkit.Ranks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How operations end otherwise than with success, and who is told first. */
class CompletionTest {
    @Test
    void aCancelledReceiveLeavesItsMessageToTheNext() {
        Ranks.run(2, engine -> {
            Communicator world = engine.world();
            byte[] buffer = new byte[10];
            if (world.rank() == 1) {
                Operation cancelled = world.irecv(buffer, 0, 10, Layout.BYTES, 0, 3);
                engine.cancel(cancelled);
                engine.await(cancelled);
                assertTrue(cancelled.isCancelled());
                assertEquals(0, cancelled.errorClass());
                world.send(null, 0, 0, Layout.BYTES, 0, 4, SendMode.STANDARD);
                byte[] other = new byte[10];
                Operation receive = world.recv(other, 0, 10, Layout.BYTES, 0, 3);
                assertFalse(receive.isCancelled());
                engine.release(receive);
                BufferKind.check(other, 0, 10, 42, false, "message");
                assertEquals(0, buffer[0] | buffer[5] | buffer[9], "a cancelled receive was written to");
            } else {
                engine.release(world.recv(null, 0, 0, Layout.BYTES, 1, 4));
                BufferKind.fill(buffer, 0, 10, 42, false);
                world.send(buffer, 0, 10, Layout.BYTES, 1, 3, SendMode.STANDARD);
            }
        });
    }

    @Test
    void aReceiveThatHasItsMessageIsNotCancelled() {
        Ranks.run(1, engine -> {
            Communicator self = engine.world();
            byte[] buffer = new byte[10];
            Operation send = self.isend(buffer, 0, 10, Layout.BYTES, 0, 3, SendMode.STANDARD);
            Operation receive = self.irecv(new byte[10], 0, 10, Layout.BYTES, 0, 3);
            engine.await(receive);
            engine.cancel(receive);
            assertTrue(receive.isDone());
            assertFalse(receive.isCancelled());
            engine.await(send);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 10_000, 100_000, 1_000_000})
    void aMessageThatIsTooLongIsTruncated(int bytes) {
        Ranks.run(2, engine -> {
            Communicator world = engine.world();
            for (boolean posted : new boolean[] {true, false}) {
                for (int part : new int[] {0, bytes / 3, bytes - 1}) {
                    if (world.rank() == 0) {
                        byte[] message = new byte[bytes];
                        BufferKind.fill(message, 0, bytes, part, false);
                        if (posted) {
                            engine.release(world.recv(null, 0, 0, Layout.BYTES, 1, 2));
                        }
                        world.send(message, 0, bytes, Layout.BYTES, 1, 1, SendMode.STANDARD);
                    } else {
                        byte[] buffer = new byte[bytes];
                        Operation receive = world.irecv(buffer, 0, part, Layout.BYTES, 0, 1);
                        if (posted) {
                            world.send(null, 0, 0, Layout.BYTES, 0, 2, SendMode.STANDARD);
                        }
                        engine.await(receive);
                        assertEquals(ErrorClass.TRUNCATE, receive.errorClass());
                        assertEquals(0, receive.source());
                        BufferKind.check(buffer, 0, part, part, false, "what fits");
                        assertEquals(0, buffer[bytes - 1], "written beyond the receive");
                    }
                }
            }
            if (world.rank() == 0) {
                world.send(new byte[bytes], 0, bytes, Layout.BYTES, 1, 1, SendMode.STANDARD);
            } else {
                EngineException e = assertThrows(
                        EngineException.class, () -> world.recv(new byte[1], 0, 1, Layout.BYTES, 0, 1));
                assertEquals(ErrorClass.TRUNCATE, e.errorClass());
            }
        });
    }

    @Test
    void aSynchronousSendEndsAfterItsReceiveHasBegun() {
        CountDownLatch mayReceive = new CountDownLatch(1);
        Ranks.run(2, engine -> {
            Communicator world = engine.world();
            for (int bytes : new int[] {0, 100, 500_000}) {
                byte[] buffer = new byte[bytes];
                if (world.rank() == 0) {
                    Operation send = world.isend(buffer, 0, bytes, Layout.BYTES, 1, 1, SendMode.SYNCHRONOUS);
                    for (int i = 0; i < 1000; i++) {
                        assertFalse(engine.test(send) && mayReceive.getCount() > 0, "ended without a receive");
                    }
                    mayReceive.countDown();
                    engine.await(send);
                } else {
                    mayReceive.await();
                    engine.release(world.recv(buffer, 0, bytes, Layout.BYTES, 0, 1));
                }
            }
        });
    }

    @Test
    void awaitAnyFindsTheOneThatIsDone() {
        Ranks.run(2, engine -> {
            Communicator world = engine.world();
            if (world.rank() == 0) {
                for (int tag : new int[] {2, 0, 1}) {
                    world.send(new byte[1], 0, 1, Layout.BYTES, 1, tag, SendMode.STANDARD);
                    engine.release(world.recv(null, 0, 0, Layout.BYTES, 1, 9));
                }
                return;
            }
            @Nullable Operation[] receives = new Operation[4];
            for (int tag = 0; tag < 3; tag++) {
                receives[tag] = world.irecv(new byte[1], 0, 1, Layout.BYTES, 0, tag);
            }
            for (int expected : new int[] {2, 0, 1}) {
                assertEquals(expected, engine.awaitAny(receives));
                receives[expected] = null;
                world.send(null, 0, 0, Layout.BYTES, 0, 9, SendMode.STANDARD);
            }
            assertEquals(-1, engine.awaitAny(receives));
        });
    }

    @Test
    void nobodyIsAPartner() {
        Ranks.run(1, engine -> {
            Communicator world = engine.world();
            world.send(new byte[4], 0, 4, Layout.BYTES, Communicator.PROC_NULL, 1, SendMode.STANDARD);
            Operation receive = world.recv(new byte[4], 0, 4, Layout.BYTES, Communicator.PROC_NULL, 1);
            assertEquals(0, receive.bytes());
            assertEquals(Communicator.PROC_NULL, receive.source());
            engine.release(receive);
            assertTrue(world.irecv(new byte[4], 0, 4, Layout.BYTES, Communicator.PROC_NULL, 1).isDone());
        });
    }
}
