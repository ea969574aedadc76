package mpj.wireup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WireReaderTest {
    @Test
    void readsWhatWasWritten() throws IOException {
        byte[] body = new WireWriter().number(-7).text("Größe").map(Map.of("k", new byte[] {1, 2})).body();
        WireReader reader = new WireReader(body);
        assertEquals(-7, reader.number());
        assertEquals("Größe", reader.text());
        assertArrayEquals(new byte[] {1, 2}, reader.map().get("k"));
    }

    @Test
    void everyTruncationIsNoticed() {
        byte[] body = new JobProgram("Main", Map.of("Main", new byte[] {1, 2, 3})).encode();
        for (int length = 0; length < body.length; length++) {
            byte[] part = Arrays.copyOf(body, length);
            assertThrows(IOException.class, () -> JobProgram.decode(part));
        }
    }

    @Test
    void aLengthBeyondTheEndTakesNoMemory() {
        byte[] body = new WireWriter().number(Integer.MAX_VALUE).body();
        assertThrows(IOException.class, () -> new WireReader(body).bytes());
        byte[] negative = new WireWriter().number(-1).body();
        assertThrows(IOException.class, () -> new WireReader(negative).bytes());
    }
}
