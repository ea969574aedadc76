package mpj.perf.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadTest {
    /** The fourth kind needs a job. */
    @ParameterizedTest
    @EnumSource(names = "ALLOC", mode = EnumSource.Mode.EXCLUDE)
    void aPatternIsToldFromThatOfAnotherRound(BufferKind kind) {
        for (long size : new long[] {1, 8, 1000}) {
            try (Payload payload = Payload.of(kind, size)) {
                payload.writePattern(2);
                assertDoesNotThrow(() -> payload.checkPattern(2));
                assertThrows(IllegalStateException.class, () -> payload.checkPattern(3));
                payload.fill((byte) 0);
                assertThrows(IllegalStateException.class, () -> payload.checkPattern(2));
            }
        }
    }

    @Test
    void theKindIsWhatTheUserHolds() {
        try (Payload array = Payload.of(BufferKind.ARRAY, 10);
                Payload direct = Payload.of(BufferKind.DIRECT, 10);
                Payload segment = Payload.of(BufferKind.SEGMENT, 10)) {
            assertEquals(10, assertInstanceOf(byte[].class, array.buffer()).length);
            assertEquals(10, assertInstanceOf(ByteBuffer.class, direct.buffer()).capacity());
            assertEquals(10, assertInstanceOf(MemorySegment.class, segment.buffer()).byteSize());
        }
    }
}
