package mpj.perf.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadTest {
    /** The kind that is left out needs a job; an object counts as received when it has been. */
    @ParameterizedTest
    @EnumSource(names = {"ALLOC", "OBJECT"}, mode = EnumSource.Mode.EXCLUDE)
    void aPatternIsToldFromThatOfAnotherRound(BufferKind kind) {
        for (long size : new long[] {8, 64, 1000}) {
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
    void sumsAreThoseOfAllRanks() {
        try (Payload sum = Payload.ofFloats(BufferKind.ARRAY, 64)) {
            float[] floats = assertInstanceOf(float[].class, sum.buffer());
            for (int rank = 2; rank < 5; rank++) {
                try (Payload part = Payload.ofFloats(BufferKind.SEGMENT, 64)) {
                    part.writeFloats(rank);
                    MemorySegment bytes = assertInstanceOf(MemorySegment.class, part.buffer());
                    for (int i = 0; i < floats.length; i++) {
                        floats[i] += bytes.getAtIndex(ValueLayout.JAVA_FLOAT, i);
                    }
                }
            }
            assertDoesNotThrow(() -> sum.checkSums(2, 3, 0, 16));
            assertThrows(IllegalStateException.class, () -> sum.checkSums(2, 2, 0, 16));
            assertThrows(IllegalStateException.class, () -> sum.checkSums(2, 3, 1, 15));
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
