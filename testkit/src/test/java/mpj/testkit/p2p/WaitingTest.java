package mpj.testkit.p2p;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import mpj.core.Engine;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.request.Operation;
import mpj.testkit.BufferKind;
import mpj.testkit.Parallel;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many ranks, many threads, virtual threads: whoever waits, somebody makes progress. */
class WaitingTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 16})
    void everybodyToEverybody(int ranks) {
        Seed.run(seed -> {
            for (Wire wire : Wire.values()) {
                Ranks.of(ranks).providers(wire.providers(seed)).timeout(LIMIT).run(engine -> {
                    for (int bytes : new int[] {1, 3000, 60_000}) {
                        exchange(engine, bytes);
                    }
                });
            }
        });
    }

    private static void exchange(Engine engine, int bytes) {
        Communicator world = engine.world();
        int size = world.size();
        int rank = world.rank();
        List<Operation> operations = new ArrayList<>();
        byte[][] in = new byte[size][bytes];
        for (int peer = 0; peer < size; peer++) {
            operations.add(world.irecv(in[peer], 0, bytes, Layout.BYTES, peer, 1));
        }
        for (int i = 0; i < size; i++) {
            int peer = (rank + i) % size;
            byte[] out = new byte[bytes];
            BufferKind.fill(out, 0, bytes, 100L * rank + peer, false);
            operations.add(world.isend(out, 0, bytes, Layout.BYTES, peer, 1, SendMode.STANDARD));
        }
        for (Operation operation : operations) {
            engine.await(operation);
            assertEquals(0, operation.errorClass(), operation.error());
        }
        for (int peer = 0; peer < size; peer++) {
            BufferKind.check(in[peer], 0, bytes, 100L * peer + rank, false, "from " + peer);
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoThreadsReceiveWhileAThirdSends(Wire wire) {
        int rounds = 1000;
        Seed.run(seed -> Ranks.of(2).providers(wire.providers(seed)).timeout(LIMIT).run(engine -> {
            Communicator world = engine.world();
            int peer = 1 - world.rank();
            List<Parallel.Body> threads = new ArrayList<>();
            for (int tag = 1; tag <= 2; tag++) {
                int mine = tag;
                threads.add(() -> {
                    int[] value = new int[1];
                    for (int i = 0; i < rounds; i++) {
                        engine.release(world.recv(value, 0, 4, Layout.BYTES, peer, mine));
                        assertEquals(i, value[0]);
                    }
                });
            }
            threads.add(() -> {
                for (int i = 0; i < rounds; i++) {
                    world.send(new int[] {i}, 0, 4, Layout.BYTES, peer, 1, SendMode.STANDARD);
                    world.send(new int[] {i}, 0, 4, Layout.BYTES, peer, 2, SendMode.SYNCHRONOUS);
                }
            });
            Parallel.run(LIMIT, threads);
        }));
    }

    /** The receiver has slept for long when its own rank's other thread sends to it. */
    @Test
    void aSleeperIsWokenByItsOwnRank() {
        Ranks.run(1, WaitingTest::talkToMyself);
        Ranks.run(2, WaitingTest::talkToMyself);
    }

    private static void talkToMyself(Engine engine) {
        Communicator world = engine.world();
        int me = world.rank();
        Parallel.run(
                LIMIT,
                List.of(
                        () -> {
                            for (int i = 0; i < 300; i++) {
                                engine.release(world.recv(new int[1], 0, 4, Layout.BYTES, me, 1));
                                world.send(new int[1], 0, 4, Layout.BYTES, me, 2, SendMode.STANDARD);
                            }
                        },
                        () -> {
                            for (int i = 0; i < 300; i++) {
                                world.send(new int[1], 0, 4, Layout.BYTES, me, 1, SendMode.STANDARD);
                                engine.release(world.recv(new int[1], 0, 4, Layout.BYTES, me, 2));
                            }
                        }));
    }

    @ParameterizedTest
    @EnumSource
    void virtualThreadsWait(Wire wire) {
        int threads = 200;
        Seed.run(seed -> Ranks.of(2).providers(wire.providers(seed)).timeout(LIMIT).run(engine -> {
            Communicator world = engine.world();
            int peer = 1 - world.rank();
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            List<Thread> started = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int tag = i;
                started.add(Thread.startVirtualThread(() -> {
                    try {
                        converse(engine, peer, tag);
                    } catch (Throwable t) {
                        failure.compareAndSet(null, t);
                    }
                }));
            }
            for (Thread thread : started) {
                thread.join();
            }
            if (failure.get() != null) {
                throw new AssertionError("a virtual thread failed", failure.get());
            }
        }));
    }

    private static void converse(Engine engine, int peer, int tag) {
        Communicator world = engine.world();
        int[] value = new int[1];
        for (int round = 0; round < 10; round++) {
            if ((tag + world.rank()) % 2 == 0) {
                world.send(new int[] {round}, 0, 4, Layout.BYTES, peer, tag, SendMode.SYNCHRONOUS);
            } else {
                engine.release(world.recv(value, 0, 4, Layout.BYTES, peer, tag));
                assertEquals(round, value[0]);
            }
        }
    }

    @Test
    void aProgressThreadServesARankThatIsElsewhere() {
        Map<String, String> parameters = Map.of("MPJ_PROGRESS", "thread");
        Ranks.run(2, Wire.SHM.providers(0), parameters, engine -> {
            Communicator world = engine.world();
            byte[] bytes = new byte[1_000_000];
            if (world.rank() == 0) {
                Operation send = world.isend(bytes, 0, bytes.length, Layout.BYTES, 1, 1, SendMode.STANDARD);
                // no call into the library: the progress thread alone can end it
                while (!send.isDone()) {
                    Parallel.letOthersRun();
                }
            } else {
                engine.release(world.recv(bytes, 0, bytes.length, Layout.BYTES, 0, 1));
            }
        });
    }
}
