package mpj.testkit.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import mpj.core.Engine;
import mpj.core.EngineException;
import mpj.core.ErrorClass;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.request.Operation;
import mpj.testkit.Faults;
import mpj.testkit.FaultyProvider;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import mpj.transport.TransportProvider;
import mpj.transport.shm.ShmProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing hangs because a peer is lost: whatever waits for it ends with an error, what comes later fails at once. */
class PeerLossTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** Two ranks that lose each other after so many events at the first. */
    private static Ranks losing(long seed, int events) {
        List<TransportProvider> provider = List.of(new FaultyProvider(
                new ShmProvider(), rank -> rank == 0 ? Faults.lawful(seed).losing(1, events) : Faults.lawful(seed)));
        return Ranks.of(2).providers(_ -> provider).timeout(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 77, 200})
    void aConversationEndsWithAnError(int events) {
        Seed.run(seed -> losing(seed, events).run(engine -> {
            EngineException end = null;
            try {
                for (int round = 0; round < 2000; round++) {
                    exchange(engine, round);
                }
            } catch (EngineException e) {
                end = e;
            }
            assertTrue(end != null, "talked on with a lost peer");
            assertEquals(ErrorClass.PROC_ABORTED, end.errorClass(), end.getMessage());
            laterCallsFail(engine);
        }));
    }

    private static void exchange(Engine engine, int round) {
        int peer = 1 - engine.world().rank();
        int bytes = new int[] {0, 8, 5000, 40_000, 200_000, 1_000_000}[round % 6];
        Object out = new byte[bytes];
        Object in = new byte[bytes];
        if (round % 4 > 1) {
            out = Arena.ofAuto().allocate(Math.max(1, bytes));
            in = Arena.ofAuto().allocate(Math.max(1, bytes));
        }
        engine.release(engine.world()
                .sendRecv(out, 0, bytes, Layout.BYTES, peer, round, in, 0, bytes, Layout.BYTES, peer, round));
    }

    private static void laterCallsFail(Engine engine) {
        Communicator world = engine.world();
        int peer = 1 - world.rank();
        for (int bytes : new int[] {1, 500_000}) {
            Operation send = world.isend(new byte[bytes], 0, bytes, Layout.BYTES, peer, 1, SendMode.SYNCHRONOUS);
            Operation receive = world.irecv(new byte[bytes], 0, bytes, Layout.BYTES, peer, 1);
            engine.await(send);
            engine.await(receive);
            assertEquals(ErrorClass.PROC_ABORTED, send.errorClass());
            assertEquals(ErrorClass.PROC_ABORTED, receive.errorClass());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 30})
    void allThatIsPendingEnds(int events) {
        Seed.run(seed -> losing(seed, events).run(engine -> {
            Communicator world = engine.world();
            int peer = 1 - world.rank();
            List<Operation> pending = new ArrayList<>();
            for (int bytes : new int[] {1, 1000, 20_000, 300_000}) {
                // of these nothing is ever received or sent
                pending.add(world.isend(new byte[bytes], 0, bytes, Layout.BYTES, peer, 100, SendMode.SYNCHRONOUS));
                pending.add(world.irecv(new byte[bytes], 0, bytes, Layout.BYTES, peer, 101));
                pending.add(world.irecv(
                        new byte[bytes], 0, bytes, Layout.BYTES, peer, 102));
            }
            try {
                for (int round = 0; round < 200; round++) {
                    exchange(engine, round);
                }
            } catch (EngineException e) {
                assertEquals(ErrorClass.PROC_ABORTED, e.errorClass(), e.getMessage());
            }
            for (Operation operation : pending) {
                engine.await(operation);
                assertEquals(ErrorClass.PROC_ABORTED, operation.errorClass(), operation.error());
            }
        }));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void othersGoOn(boolean wildcards) {
        Seed.run(seed -> Ranks.of(3)
                .providers(linkBreaks(seed))
                .timeout(LIMIT)
                .run(engine -> {
                    Communicator world = engine.world();
                    if (world.rank() == 1) {
                        for (int i = 0; i < 400; i++) {
                            serve(engine, wildcards, i);
                        }
                    } else {
                        for (int i = 0; i < 200; i++) {
                            world.send(new int[] {i}, 0, 4, Layout.BYTES, 1, 1, SendMode.STANDARD);
                            engine.release(world.recv(new int[1], 0, 4, Layout.BYTES, 1, 2));
                        }
                    }
                }));
    }

    /** 0 and 2 lose each other; 1 keeps both. */
    private static IntFunction<List<TransportProvider>> linkBreaks(long seed) {
        Faults faults = Faults.lawful(seed);
        List<TransportProvider> provider = List.of(
                new FaultyProvider(new ShmProvider(), rank -> rank == 0 ? faults.losing(2, 50) : faults));
        return _ -> provider;
    }

    private static void serve(Engine engine, boolean wildcards, int i) {
        Communicator world = engine.world();
        int source = wildcards ? Communicator.ANY_SOURCE : i % 2 * 2;
        int[] value = new int[1];
        Operation receive = world.recv(value, 0, 4, Layout.BYTES, source, 1);
        int from = receive.source();
        engine.release(receive);
        world.send(value, 0, 4, Layout.BYTES, from, 2, SendMode.STANDARD);
    }
}
