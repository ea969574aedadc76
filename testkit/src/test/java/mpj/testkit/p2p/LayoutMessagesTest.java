package mpj.testkit.p2p;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mpj.core.Engine;
import mpj.core.comm.Communicator;
import mpj.core.comm.SendMode;
import mpj.core.datatype.Layout;
import mpj.core.request.Operation;
import mpj.testkit.Ranks;
import mpj.testkit.Seed;
import mpj.testkit.datatype.TypeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages of random layouts around a ring of ranks: short and long, packed on one side or on both. */
class LayoutMessagesTest {
    private static final int ROUNDS = 60;
    /** More than any transport sends at once. */
    private static final int LONG_BYTES = 400_000;

    private static final List<SendMode> MODES =
            List.of(SendMode.STANDARD, SendMode.BUFFERED, SendMode.SYNCHRONOUS);

    private static final byte UNTOUCHED = 0x55;

    @ParameterizedTest
    @EnumSource
    void aroundARing(Wire wire) {
        for (int ranks : new int[] {1, 2, 3}) {
            Seed.run(seed -> Ranks.of(ranks)
                    .providers(wire.providers(seed))
                    .timeout(Duration.ofSeconds(90))
                    .run(engine -> rounds(engine, new Random(seed))));
        }
    }

    /** The same random numbers on all ranks: each knows what its neighbours do. */
    private static void rounds(Engine engine, Random random) {
        engine.sendBuffer().attach(engine, 8L * LONG_BYTES);
        for (int round = 0; round < ROUNDS; round++) {
            TypeMap type = TypeMap.random(random);
            int size = type.bytes().length;
            boolean isLong = random.nextInt(4) == 0 && size > 0;
            int count = isLong ? LONG_BYTES / size : random.nextInt(5);
            if (Math.abs(type.extent()) * count < 8L * LONG_BYTES) {
                exchange(engine, round, type, count, MODES.get(random.nextInt(MODES.size())));
            }
        }
        engine.sendBuffer().detach();
    }

    private static void exchange(Engine engine, int round, TypeMap type, int count, SendMode mode) {
        Communicator world = engine.world();
        int to = (world.rank() + 1) % world.size();
        int from = (world.rank() + world.size() - 1) % world.size();
        long[] places = type.places(count);
        long origin = Math.max(0, -Arrays.stream(places).min().orElse(0));
        int length = (int) (origin + Math.max(0, Arrays.stream(places).max().orElse(0)) + 1);
        byte[] mine = content(world.rank(), round, length);
        byte[] expected = gathered(content(from, round, length), places, origin);
        String what = "round " + round + ", " + count + " items of " + type.bytes().length + " bytes, " + mode;

        byte[] packed = new byte[places.length];
        Operation receive = world.irecv(packed, 0, packed.length, Layout.BYTES, from, round);
        send(engine, mine, origin, count, type.layout(), to, round, mode);
        await(engine, receive, packed.length);
        assertArrayEquals(expected, packed, what + " from a layout");

        if (TypeMap.isDisjoint(places)) {
            byte[] spread = new byte[length];
            Arrays.fill(spread, UNTOUCHED);
            receive = world.irecv(spread, origin, count, type.layout(), from, round);
            send(engine, gathered(mine, places, origin), 0, packed.length, Layout.BYTES, to, round, mode);
            await(engine, receive, packed.length);
            byte[] wanted = new byte[length];
            Arrays.fill(wanted, UNTOUCHED);
            for (int i = 0; i < places.length; i++) {
                wanted[(int) (origin + places[i])] = expected[i];
            }
            assertArrayEquals(wanted, spread, what + " to a layout");
        }
    }

    private static void send(
            Engine engine, byte[] buffer, long origin, long count, Layout layout, int to, int tag, SendMode mode) {
        Operation send = engine.world().isend(buffer, origin, count, layout, to, tag, mode);
        engine.await(send);
        assertEquals(0, send.errorClass(), send.error());
    }

    private static void await(Engine engine, Operation receive, long bytes) {
        engine.await(receive);
        assertEquals(0, receive.errorClass(), receive.error());
        assertEquals(bytes, receive.bytes());
    }

    private static byte[] content(int rank, int round, int length) {
        byte[] content = new byte[length];
        new Random(31L * rank + round).nextBytes(content);
        return content;
    }

    private static byte[] gathered(byte[] memory, long[] places, long origin) {
        byte[] bytes = new byte[places.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = memory[(int) (origin + places[i])];
        }
        return bytes;
    }
}
