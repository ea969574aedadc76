package mpj.testkit.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import mpj.core.Engine;
import mpj.core.ErrorClass;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.request.Operation;
import mpj.testkit.BufferKind;
import mpj.testkit.Parallel;
import mpj.testkit.Ranks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Buffers of confined arenas, and of arenas that are closed too early. */
class BufferLifeTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** The thread that waits, and so moves the bytes, is not the one that owns the memory. */
    @ParameterizedTest
    @ValueSource(ints = {8, 1000, 20_000, 300_000, 2_000_000})
    void confinedMemoryIsMovedByAnotherThread(int bytes) {
        Ranks.run(2, engine -> {
            Communicator world = engine.world();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment memory = arena.allocate(bytes);
                Operation operation;
                if (world.rank() == 0) {
                    BufferKind.fill(memory, 0, bytes, 1, false);
                    operation = world.isend(memory, 0, bytes, Layout.BYTES, 1, 1, SendMode.SYNCHRONOUS);
                } else {
                    operation = world.irecv(memory, 0, bytes, Layout.BYTES, 0, 1);
                }
                Parallel.run(LIMIT, List.of(() -> engine.await(operation)));
                assertEquals(0, operation.errorClass(), operation.error());
                BufferKind.check(memory, 0, bytes, 1, false, bytes + " bytes");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 20_000, 300_000})
    void aReceiveWhoseArenaIsClosedEndsWithAnError(int bytes) {
        CountDownLatch closed = new CountDownLatch(1);
        Ranks.run(2, engine -> {
            Communicator world = engine.world();
            if (world.rank() == 0) {
                closed.await();
                world.send(new byte[bytes], 0, bytes, Layout.BYTES, 1, 1, SendMode.STANDARD);
            } else {
                Operation receive;
                try (Arena arena = Arena.ofConfined()) {
                    receive = world.irecv(arena.allocate(bytes), 0, bytes, Layout.BYTES, 0, 1);
                }
                closed.countDown();
                engine.await(receive);
                checkClosed(receive);
            }
            checkAllWell(engine);
        });
    }

    /** A request to send is out, the memory is gone when the receiver wants the bytes. */
    @ParameterizedTest
    @CsvSource({"300000, true", "300000, false", "2000000, true"})
    void aSendWhoseArenaIsClosedEndsWithAnError(int bytes, boolean intoArray) {
        CountDownLatch closed = new CountDownLatch(1);
        Ranks.run(2, engine -> {
            Communicator world = engine.world();
            if (world.rank() == 0) {
                Operation send;
                try (Arena arena = Arena.ofConfined()) {
                    send = world.isend(arena.allocate(bytes), 0, bytes, Layout.BYTES, 1, 1, SendMode.STANDARD);
                }
                closed.countDown();
                engine.await(send);
                checkClosed(send);
            } else {
                closed.await();
                Object buffer = intoArray ? new byte[bytes] : Arena.ofAuto().allocate(bytes);
                // what arrives is anything; it must end
                engine.await(world.irecv(buffer, 0, bytes, Layout.BYTES, 0, 1));
            }
            checkAllWell(engine);
        });
    }

    private static void checkClosed(Operation operation) {
        assertEquals(ErrorClass.BUFFER, operation.errorClass(), operation.error());
        assertNotNull(operation.error());
    }

    /** The two ranks still understand each other. */
    private static void checkAllWell(Engine engine) {
        Communicator world = engine.world();
        int peer = 1 - world.rank();
        for (int bytes : new int[] {1, 50_000, 500_000}) {
            byte[] out = new byte[bytes];
            byte[] in = new byte[bytes];
            BufferKind.fill(out, 0, bytes, bytes + world.rank(), false);
            engine.release(world.sendRecv(
                    out, 0, bytes, Layout.BYTES, peer, 5, in, 0, bytes, Layout.BYTES, peer, 5));
            BufferKind.check(in, 0, bytes, bytes + peer, false, "afterwards");
        }
    }
}
