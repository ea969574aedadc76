package mpj.perf.stress;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.util.Random;
import mpj.base.memory.BufferView;
import mpj.transport.shm.RingMemory;
import mpj.transport.shm.RingReader;
import mpj.transport.shm.RingWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest payload fits into a ring that has been read empty, wherever its ends stand. */
class RingRoomTest {
    private static final int RINGS = 1000;

    @ParameterizedTest
    @ValueSource(ints = {1 << 11, 1 << 12, 1 << 16})
    void theLargestPayloadFitsIntoAnEmptyRing(int capacity) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int largest = RingWriter.maxPayload(capacity);
        BufferView payload = new BufferView();
        payload.set(new byte[largest], 0, largest);
        for (int ring = 0; ring < RINGS; ring++) {
            try (Arena arena = Arena.ofConfined()) {
                long address = arena.allocate(RingMemory.bytes(capacity), 4096).address();
                RingWriter writer = new RingWriter(address, capacity);
                RingReader reader = new RingReader(address, capacity);
                for (int records = random.nextInt(400); records > 0; records--) {
                    int length = random.nextInt(largest / 16);
                    assertTrue(writer.write(1, 0, 0, 0, payload, 0, length), () -> "refused, seed " + seed);
                    reader.consume(reader.peek());
                }
                assertTrue(writer.write(1, 0, 0, 0, payload, 0, largest), () -> "refused for ever, seed " + seed);
            }
        }
    }
}
